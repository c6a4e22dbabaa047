using CodeFirst.Hosting;
using CodeFirst.Hosting.Start;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class StartupFailureTests
{
    [Test]
    public void What_the_operator_can_mend_is_its_message()
    {
        StartupFailure.Lines(new StartupException("Mend it.")).Should().Equal("Mend it.");
    }

    [Test]
    public void Every_wrong_setting_is_a_line()
    {
        var failure = new AggregateException(
            new OptionsValidationException("a", typeof(object), ["One.", "Two."]),
            new OptionsValidationException("b", typeof(object), ["Three."]));

        StartupFailure.Lines(failure).Should().Equal("One.", "Two.", "Three.");
    }

    [Test]
    public void A_defect_has_no_line()
    {
        StartupFailure.Lines(new AggregateException(new StartupException("Mend it."), new InvalidOperationException())).Should().BeEmpty();
    }
}

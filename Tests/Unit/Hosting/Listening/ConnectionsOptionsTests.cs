using CodeFirst.Hosting;
using CodeFirst.Hosting.Listening;

namespace CodeFirst.Tests.Unit.Hosting.Listening;

public sealed class ConnectionsOptionsTests
{
    private readonly ConnectionsOptionsValidator _validator = new();

    [TestCase("00:00:01", 1)]
    [TestCase("00:30:00", 1800)]
    [TestCase("7.00:00:00", 604800)]
    public void A_time_span_is_accepted(string age, int seconds)
    {
        var options = new ConnectionsOptions { MaxAge = age };

        _validator.Validate(null, options).Succeeded.Should().BeTrue();

        options.TryGetMaxAge(out var parsed).Should().BeTrue();
        parsed.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Test]
    public void Connections_do_not_age_unless_it_is_set()
    {
        new ConnectionsOptions().TryGetMaxAge(out var age).Should().BeTrue();

        age.Should().BeNull();
    }

    [TestCase("30")] // would be days
    [TestCase("30m")]
    [TestCase("00:00:00.9")]
    [TestCase("-00:01:00")]
    [TestCase("7.00:00:01")]
    [TestCase(" ")]
    [TestCase("1\n2")]
    public void Anything_else_is_refused_in_one_line_that_names_it(string age)
    {
        var result = _validator.Validate(null, new ConnectionsOptions { MaxAge = age });

        result.Failures.Should().ContainSingle().Which.Should()
            .StartWith($"Connections__MaxAge is {OneLine.Of(age)}: set it to hours:minutes:seconds").And.NotContain("\n");
    }

    [Test]
    public void Ages_differ_by_a_tenth_at_most()
    {
        var ages = Enumerable.Range(0, 1000).Select(_ => ConnectionAge.Jitter(TimeSpan.FromSeconds(100)).TotalSeconds).ToList();

        ages.Should().OnlyContain(age => age >= 90 && age <= 110);
        ages.Max().Should().BeGreaterThan(ages.Min() + 10);
    }
}

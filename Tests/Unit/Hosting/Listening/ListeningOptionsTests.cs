using CodeFirst.Hosting;

namespace CodeFirst.Tests.Unit.Hosting.Listening;

public sealed class ListeningOptionsTests
{
    private readonly ListeningOptionsValidator _validator = new();

    [TestCase("0")]
    [TestCase("8080")]
    [TestCase("65535")]
    public void A_port_number_is_accepted(string port)
    {
        var result = _validator.Validate(null, new ListeningOptions { Port = port });

        result.Succeeded.Should().BeTrue();
    }

    [TestCase("")]
    [TestCase(" 80")]
    [TestCase("+80")]
    [TestCase("-1")]
    [TestCase("65536")]
    [TestCase("99999999999")]
    [TestCase("http")]
    [TestCase("80\n80")]
    public void Anything_else_is_refused_in_one_line_that_names_it(string port)
    {
        var result = _validator.Validate(null, new ListeningOptions { Port = port });

        result.Failures.Should().ContainSingle().Which.Should()
            .StartWith($"PORT is {OneLine.Of(port)}: set it to a number").And.NotContain("\n");
    }

    [Test]
    public void The_port_is_8080_unless_it_is_set()
    {
        new ListeningOptions().TryGetPort(out var port).Should().BeTrue();

        port.Should().Be(8080);
    }
}

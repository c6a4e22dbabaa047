using CodeFirst.Hosting;
using CodeFirst.Hosting.Start;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class CommandLineTests
{
    [TestCase]
    [TestCase("--PORT=0")]
    [TestCase("--port", "0")]
    [TestCase("--Storage:ConnectionString=Data Source=a.db", "--OTEL_SERVICE_NAME=users")]
    [TestCase("--environment=Development", "--contentRoot=/tmp", "--applicationName=CodeFirst.Server")]
    public void Settings_and_what_the_host_knows_are_accepted(params string[] args)
    {
        var check = () => CommandLine.Check(args, ["Storage"]);

        check.Should().NotThrow();
    }

    [TestCase("--prot=0")]
    [TestCase("serve")]
    [TestCase("-v")]
    [TestCase("--")]
    [TestCase("--=x")]
    [TestCase("--help")]
    public void Anything_else_is_refused_with_its_name(string argument)
    {
        var check = () => CommandLine.Check([argument], ["Storage"]);

        check.Should().Throw<StartupException>().Which.Message.Should().StartWith($"Unknown argument \"{argument}\"").And.NotContain("\n");
    }

    [Test]
    public void A_setting_without_a_value_is_refused()
    {
        var check = () => CommandLine.Check(["--PORT"], []);

        check.Should().Throw<StartupException>().WithMessage("The argument --PORT has no value: write --PORT=VALUE.");
    }
}

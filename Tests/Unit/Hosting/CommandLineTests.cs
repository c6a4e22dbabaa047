using CodeFirst.Hosting;
using CodeFirst.Hosting.Start;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class CommandLineTests
{
    private static readonly Setting[] Settings =
    [
        new("PORT", "TCP port.", "8080"),
        new("Tls:Certificate", "PEM file."),
        new("Authentication:Audiences", "Audiences."),
    ];

    [TestCase]
    [TestCase("--PORT=0")]
    [TestCase("--port", "0")]
    [TestCase("--Storage:ConnectionString=Data Source=a.db", "--OTEL_SERVICE_NAME=users")]
    [TestCase("--Tls:Certificate=a.pem", "--Authentication:Audiences:0=a")]
    [TestCase("--Logging:LogLevel:Grpc=Debug")]
    [TestCase("--Tls=", "--Authentication=")]
    [TestCase("--environment=Development", "--contentRoot=/tmp", "--applicationName=CodeFirst.Server")]
    public void Settings_and_what_the_host_knows_are_accepted(params string[] args)
    {
        var check = () => CommandLine.Check(args, Settings, ["Storage"]);

        check.Should().NotThrow();
    }

    [TestCase("serve")]
    [TestCase("-v")]
    [TestCase("--")]
    [TestCase("--=x")]
    [TestCase("--colour=red")]
    public void Anything_else_is_refused_with_its_name(string argument)
    {
        var check = () => CommandLine.Check([argument], Settings, ["Storage"]);

        check.Should().Throw<StartupException>().WithMessage($"Unknown argument \"{argument}\". --help lists the settings.");
    }

    [TestCase("--prot=0", "--PORT")]
    [TestCase("PORT=0", "--PORT")]
    [TestCase("--POTR", "--PORT")]
    [TestCase("--Tls:Certifcate=a.pem", "--Tls:Certificate")]
    [TestCase("--Tls__Certificate=a.pem", "--Tls:Certificate")]
    [TestCase("--Storrage:Provider=Sqlite", "--Storage:Provider")]
    [TestCase("--halp", "--help")]
    [TestCase("version", "--version")]
    public void The_nearest_name_is_offered(string argument, string nearest)
    {
        var check = () => CommandLine.Check([argument], Settings, ["Storage"]);

        check.Should().Throw<StartupException>()
            .WithMessage($"Unknown argument \"{argument}\". Did you mean {nearest}? --help lists the settings.");
    }

    [Test]
    public void A_line_break_in_an_argument_does_not_break_the_message()
    {
        var check = () => CommandLine.Check(["--PORT\n=0"], Settings, []);

        check.Should().Throw<StartupException>().Which.Message.Should().NotContain("\n");
    }

    [Test]
    public void A_setting_without_a_value_is_refused()
    {
        var check = () => CommandLine.Check(["--PORT"], Settings, []);

        check.Should().Throw<StartupException>().WithMessage("The argument --PORT has no value: write --PORT=VALUE.");
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace CodeFirst.Tests.Functional.Hosting;

public sealed class StartTests
{
    [TestCase("abc")]
    [TestCase("99999")]
    [TestCase("-1")]
    [TestCase("")]
    public async Task A_bad_port_stops_the_start_with_one_line(string port)
    {
        await using var server = await BuiltServer.RunAsync([], new() { ["PORT"] = port });

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(1);
        server.Errors.Should().Equal($"PORT is \"{port}\": set it to a number from 0 to 65535, or unset it for 8080.");
        server.Output.Should().BeEmpty();
    }

    [Test]
    public async Task A_port_in_use_stops_the_start_with_one_line()
    {
        using var other = new TcpListener(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await using var server = await BuiltServer.RunAsync([], new() { ["PORT"] = port });

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(1);
        server.Errors.Should().Equal(
            $"PORT is {port}, and another program listens there: stop it, or set PORT to a free port (0 takes any).");
        server.Output.Should().BeEmpty();
    }

    [Test]
    public async Task Every_bad_setting_is_told_at_once()
    {
        await using var server = await BuiltServer.RunAsync([], new()
        {
            ["PORT"] = "abc",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector",
            ["Authentication__AllowedEmails"] = "ann@example.com",
        });

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(1);
        server.Errors.Should().HaveCount(3);
        server.Errors.Should().Contain(line => line.StartsWith("PORT is"));
        server.Errors.Should().Contain(line => line.StartsWith("OTEL_EXPORTER_OTLP_ENDPOINT is \"collector\""));
        server.Errors.Should().Contain(line => line.StartsWith("Authentication__AllowedEmails is set"));
    }

    [Test]
    public async Task An_unknown_argument_stops_the_start_with_one_line()
    {
        await using var server = await BuiltServer.RunAsync(["--prot=1"]);

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(1);
        server.Errors.Should().ContainSingle().Which.Should()
            .Be("Unknown argument \"--prot=1\". Did you mean --PORT? --help lists the settings.");
    }

    [Test]
    public async Task A_misspelt_setting_of_a_section_stops_the_start_too()
    {
        await using var server = await BuiltServer.RunAsync(["--Storage:Provder=Sqlite"]);

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(1);
        server.Errors.Should().ContainSingle().Which.Should().Contain("Did you mean --Storage:Provider?");
    }

    [TestCase("--help")]
    [TestCase("-h")]
    public async Task Asked_for_help_it_prints_its_settings_and_ends_even_if_they_are_wrong(string argument)
    {
        await using var server = await BuiltServer.RunAsync([argument], new() { ["PORT"] = "abc" });

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);
        server.Errors.Should().BeEmpty();
        server.Output.First().Should().MatchRegex("^CodeFirst.Server [0-9]+\\.[0-9]+\\.[0-9]+");
        server.Output.Should().Contain("  PORT").And.Contain("  Storage__ConnectionString")
            .And.Contain(line => line.StartsWith("Documents: docs/settings.md", StringComparison.Ordinal));
    }

    [Test]
    public async Task Asked_for_its_version_it_prints_it_and_ends()
    {
        await using var server = await BuiltServer.RunAsync(["--version"]);

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);
        server.Output.Should().ContainSingle().Which.Should().MatchRegex("^[0-9]+\\.[0-9]+\\.[0-9]+");
    }

    [Test]
    public async Task It_tells_where_it_listens_and_what_to_try()
    {
        await using var server = await BuiltServer.StartAsync(new()
        {
            ["ASPNETCORE_HTTP_PORTS"] = "5000",
            ["ASPNETCORE_URLS"] = "http://*:5001",
        });

        server.SendTerminate();

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);
        server.Output.Should().Contain($"  grpcurl -plaintext localhost:{server.Port} list");
        server.Output.Should().NotContain(line => line.Contains("warn"));
        server.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task On_Cloud_Run_it_writes_only_lines_of_JSON()
    {
        await using var server = await BuiltServer.StartAsync(new()
        {
            ["K_SERVICE"] = "users",
            ["K_REVISION"] = "users-00001",
            ["Storage__AllowEphemeral"] = "true",
        });

        server.SendTerminate();

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);
        server.Output.Should().NotBeEmpty();
        foreach (var line in server.Output)
        {
            JsonDocument.Parse(line).RootElement.GetProperty("severity").GetString().Should().Be("INFO");
        }
    }
}

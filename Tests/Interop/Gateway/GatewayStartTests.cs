namespace CodeFirst.Tests.Interop.Gateway;

public sealed class GatewayStartTests
{
    [Test]
    public async Task Every_wrong_setting_is_told_in_a_line()
    {
        await using var gateway = await ServerProcess.RunAsync(NativeProgram.Gateway, new Dictionary<string, string>
        {
            ["INSECURE"] = "yes",
            ["USER_SERVICE_URL"] = "ftp://users",
            ["Gateway__MaxBodyBytes"] = "1",
            ["RateLimit__Burst"] = "many",
            ["Cors__AllowedOrigins"] = "*",
        });

        (await gateway.WaitForExitAsync(Patience.Limit)).Should().Be(1);
        gateway.Errors.Should().BeEquivalentTo(
            "INSECURE is \"yes\": set it to true or false, or unset it for false.",
            "USER_SERVICE_URL is \"ftp://users\": only https, dns, static and, with Insecure, http can be called: write https, or"
            + " leave out everything up to ://.",
            "Gateway__MaxBodyBytes is \"1\": set it to a number from 1024 to 4194304, or unset it for 65536.",
            "RateLimit__Burst is \"many\": set it to a number from 1 to 1000000, or unset it for 200.",
            "Cors__AllowedOrigins is \"*\": set it to origins with commas between, such as https://app.example.com: no path, no *.");
    }

    [Test]
    public async Task A_misspelt_argument_is_refused()
    {
        await using var gateway = await ServerProcess.RunAsync(
            new Command(NativeProgram.Gateway.Program, "--USER_SERVICE=users"), new Dictionary<string, string>());

        (await gateway.WaitForExitAsync(Patience.Limit)).Should().Be(1);
        gateway.Errors.Should().ContainSingle().Which.Should()
            .Be("Unknown argument \"--USER_SERVICE=users\". Did you mean --USER_SERVICE_URL? --help lists the settings.");
    }

    [Test]
    public async Task Asked_for_help_it_prints_its_settings_and_ends()
    {
        await using var gateway = await ServerProcess.RunAsync(
            new Command(NativeProgram.Gateway.Program, "--help"), new Dictionary<string, string>());

        (await gateway.WaitForExitAsync(Patience.Limit)).Should().Be(0);
        gateway.Output.Should().Contain("  USER_SERVICE_URL").And.Contain("  Tls__Certificate").And.NotContain("  Storage__Provider");
        gateway.Errors.Should().BeEmpty();
    }
}

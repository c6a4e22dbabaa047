namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>What a gateway says at its start that everybody may call.</summary>
public sealed class OpenGatewayTests
{
    private const string Warning =
        "Everybody may call this gateway: set Authentication__Authority and Authentication__Audience to ask for a token";

    private static readonly Dictionary<string, string> CloudRun = new() { ["K_SERVICE"] = "user-gateway" };

    private static readonly Dictionary<string, string> SignIn = new()
    {
        ["Authentication:Authority"] = "https://accounts.example.com",
        ["Authentication:Audience"] = "user-gateway",
    };

    [Test]
    public async Task On_Cloud_Run_it_warns()
    {
        (await WarningsAsync(CloudRun)).Should().ContainSingle().Which.Should().StartWith(Warning);
    }

    [Test]
    public async Task With_sign_in_it_does_not()
    {
        (await WarningsAsync(new(CloudRun.Concat(SignIn)))).Should().BeEmpty();
    }

    [Test]
    public async Task Elsewhere_it_does_not()
    {
        (await WarningsAsync([])).Should().BeEmpty();
    }

    private static async Task<IReadOnlyCollection<string>> WarningsAsync(Dictionary<string, string> settings)
    {
        await using var gateway = new GatewayFixture(new Uri("http://localhost:1"), settings);
        using var http = gateway.Connect();
        (await http.SendAsync("GET", "/health")).Body.Should().Be("ok");

        return gateway.Warnings;
    }
}

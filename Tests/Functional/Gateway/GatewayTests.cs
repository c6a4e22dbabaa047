using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>Tests that share one gateway in front of one server. Neither may log an error meanwhile.</summary>
public abstract class GatewayTests : ServerTests
{
    protected GatewayFixture Gateway { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected virtual IReadOnlyDictionary<string, string>? Settings => null;

    [OneTimeSetUp]
    public void StartGateway()
    {
        Gateway = new GatewayFixture(Server.Address, Settings);
        Http = Gateway.Connect();
    }

    [OneTimeTearDown]
    public void StopGateway()
    {
        Http.Dispose();
        Gateway.Dispose();
    }

    [TearDown]
    public void Gateway_has_logged_no_error() => Gateway.Errors.Should().BeEmpty();

    private protected async Task<JsonNode> CreateAsync(string name = "Ann", string role = "")
    {
        var body = new JsonObject { ["name"] = name, ["email"] = NewEmail(), ["role"] = role };
        var answer = await Http.SendAsync("POST", "/v1/users", body.ToJsonString());
        answer.Status.Should().Be(System.Net.HttpStatusCode.Created, "of {0}", answer.Body);

        return answer.Json;
    }

    private protected async Task<string> CreateIdAsync() => (string)(await CreateAsync())["id"]!;
}

using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>
/// Tests that share one server, and what has HTTP: a gateway in front of it, or the server itself. Neither may log an error meanwhile.
/// </summary>
public abstract class GatewayTests(Place place = Place.Gateway) : ServerTests
{
    private GatewayFixture? _gateway;

    protected GatewayFixture Gateway => _gateway ?? throw new InvalidOperationException("The server answers by itself.");

    protected HttpClient Http { get; private set; } = null!;

    protected virtual IReadOnlyDictionary<string, string>? Settings => null;

    [OneTimeSetUp]
    public void StartGateway()
    {
        if (place == Place.Gateway)
        {
            _gateway = new GatewayFixture(Server.Address, Settings);
        }

        Http = _gateway?.Connect() ?? GatewayFixture.Connect(Server.Address);
    }

    [OneTimeTearDown]
    public void StopGateway()
    {
        Http.Dispose();
        _gateway?.Dispose();
    }

    [TearDown]
    public void Gateway_has_logged_no_error() => (_gateway?.Errors ?? []).Should().BeEmpty();

    private protected async Task<JsonNode> CreateAsync(string name = "Ann", string role = "")
    {
        var body = new JsonObject { ["name"] = name, ["email"] = NewEmail(), ["role"] = role };
        var answer = await Http.SendAsync("POST", "/v1/users", body.ToJsonString());
        answer.Status.Should().Be(System.Net.HttpStatusCode.Created, "of {0}", answer.Body);

        return answer.Json;
    }

    private protected async Task<string> CreateIdAsync() => (string)(await CreateAsync())["id"]!;
}

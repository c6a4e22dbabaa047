using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop.Gateway;

/// <summary>What only native code could break, and what only processes show. The rest is in the functional tests.</summary>
public sealed class NativeGatewayTests
{
    private ServerAndGateway _both = null!;

    private HttpClient Http { get; set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _both = await ServerAndGateway.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(_both.Gateway.Address),
            Timeout = Patience.Limit,
        };
    }

    [TearDown]
    public async Task StopAsync()
    {
        Http.Dispose();
        var errors = _both.LoggedErrors.ToList();
        await _both.DisposeAsync();
        errors.Should().BeEmpty();
    }

    [Test]
    public async Task A_user_is_created_read_listed_changed_and_deleted()
    {
        var created = await CreateAsync();
        var path = $"/v1/users/{created.Text("id")}";

        var read = await Http.GetFromJsonAsync<JsonNode>(path);
        var list = await Http.GetFromJsonAsync<JsonNode>("/v1/users?page_size=5");
        using var changed = await Http.PatchAsJsonAsync(path, new { name = "Bea" });
        using var deleted = await Http.DeleteAsync(path);

        read!.ToJsonString().Should().Be(created.ToJsonString());
        list!.List("users").Should().ContainSingle();
        (await JsonAsync(changed)).Text("name").Should().Be("Bea");
        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await Http.GetStringAsync("/api/users")).Should().Be("{}\n");
    }

    [Test]
    public async Task An_error_has_its_details()
    {
        using var answer = await Http.PostAsJsonAsync("/v1/users", new { name = "", email = "ann" });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var details = (await JsonAsync(answer))["error"]!.List("details");
        details.Texts("@type").Should().Equal("type.googleapis.com/google.rpc.ErrorInfo", "type.googleapis.com/google.rpc.BadRequest");
        details[1].List("fieldViolations").Texts("field").Should().Equal("name", "email");
        details[0]["metadata"]!.Text("fields").Should().Be("name,email");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_browser_does_not_notice_that_the_server_is_restarted(bool isKilled)
    {
        var path = $"/v1/users/{(await CreateAsync()).Text("id")}/activity";
        await using var events = await EventReader.OpenEventsAsync(Http, $"{path}?follow=true");
        (await events.LineAsync("id: ")).Should().Be("id: 1");

        for (var i = 2; i <= 4; i++)
        {
            await (isKilled ? _both.Server.KillAsync() : _both.Server.StopAsync(Patience.Limit));
            await _both.StartServerAsync();
            await RecordAsync(path);

            (await events.LineAsync("id: ")).Should().Be($"id: {i}");
        }
    }

    [TestCase("text/event-stream")]
    [TestCase("application/x-ndjson")]
    public async Task SIGTERM_ends_streams_well_and_the_gateway_soon(string type)
    {
        var path = $"/v1/users/{(await CreateAsync()).Text("id")}/activity";
        await using var events = await EventReader.OpenAsync(Http, $"{path}?follow=true", type);
        while (!(await events.LineAsync())!.Contains("user.created", StringComparison.Ordinal))
        {
        }

        var stopping = _both.Gateway.StopAsync(Patience.Limit);
        var rest = string.Join('\n', await events.RestAsync());

        (await stopping).Should().Be(0);
        if (type == "text/event-stream")
        {
            rest.Trim().Should().BeEmpty("the browser comes back by itself");
        }
        else
        {
            rest.Should().StartWith("""{"error":{"code":503,"status":"UNAVAILABLE",""").And.Contain("GATEWAY_STOPPING");
        }
    }

    [TestCase("/", "text/html")]
    [TestCase("/docs/", "text/html")]
    [TestCase("/openapi/v1.json", "application/json")]
    [TestCase("/proto/user_service.proto", "text/plain")]
    [TestCase("/proto/user_service.binpb", "application/octet-stream")]
    [TestCase("/health", "text/plain")]
    [TestCase("/health/ready", "text/plain")]
    public async Task Pages_and_documents_are_in_the_program(string path, string type)
    {
        using var answer = await Http.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        (await answer.Content.ReadAsByteArrayAsync()).Should().NotBeEmpty();
    }

    [Test]
    public async Task The_document_of_the_program_describes_every_rpc()
    {
        var document = await Http.GetFromJsonAsync<JsonNode>("/openapi/v1.json");

        document!["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.Text("operationId"))
            .Should().Contain(["GetUser", "ListUsers", "CreateUser", "UpdateUser", "DeleteUser", "StreamUserActivity", "RecordActivity"]);
        document["components"]!["schemas"]!["User"]!["properties"]!["name"]!.Text("description").Should().StartWith("The name to show");
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    private async Task<JsonNode> CreateAsync()
    {
        using var answer = await Http.PostAsJsonAsync("/v1/users", new { name = "Ann", email = Unique.Email() });
        answer.StatusCode.Should().Be(HttpStatusCode.Created);

        return await JsonAsync(answer);
    }

    private async Task RecordAsync(string path)
    {
        using var answer = await Http.PostAsJsonAsync(path, new { event_type = "login", event_id = Unique.EventId() });
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }
}

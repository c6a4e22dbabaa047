using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using static CodeFirst.Tests.Functional.Mcp.ToolCallTests;

namespace CodeFirst.Tests.Functional.Mcp;

/// <summary>The tools of the user service, which the setting Mcp__Enabled switches on.</summary>
public sealed class UserToolTests
{
    private static readonly Dictionary<string, string> On = new() { ["Mcp:Enabled"] = "true" };

    [Test]
    public async Task Every_method_is_a_tool_that_works()
    {
        await using var server = new ServerFixture(On);
        await using var client = await ConnectAsync(server);
        var email = $"{Guid.NewGuid():N}@example.com";

        var tools = await client.ListToolsAsync();
        var created = await CallAsync(client, "create_user", new { name = "Ada", email });
        var id = created.StructuredContent!.Value.GetProperty("id").GetString();
        var read = await CallAsync(client, "get_user", new { id });
        var changed = await CallAsync(client, "update_user", new { id, name = "Ada L." });
        var recorded = await CallAsync(
            client, "record_activity", new { messages = new[] { new { user_id = id, event_type = "login", event_id = "1" } } });
        var streamed = await CallAsync(client, "stream_user_activity", new { user_id = id });
        var listed = await CallAsync(client, "list_users", new { filter = $"email = \"{email}\"" });
        var deleted = await CallAsync(client, "delete_user", new { id });
        var gone = await CallAsync(client, "get_user", new { id });

        tools.Select(tool => tool.Name).Should().Equal(
            "get_user", "list_users", "create_user", "stream_user_activity", "update_user", "delete_user", "record_activity");
        tools.Select(tool => (tool.ProtocolTool.Annotations!.ReadOnlyHint, tool.ProtocolTool.Annotations.DestructiveHint)).Should().Equal(
            (true, false), (true, false), (false, false), (true, false), (false, true), (false, true), (false, false));
        tools[0].Description.Should().Be("Returns one user. NOT_FOUND if no user has the id.");
        TextOf(read).Should().Contain("\"name\":\"Ada\"");
        TextOf(changed).Should().Contain("\"name\":\"Ada L.\"");
        recorded.IsError.Should().NotBe(true, TextOf(recorded));
        TextOf(streamed).Should().Contain("\"is_complete\":true").And.Contain("login");
        TextOf(listed).Should().Contain(email);
        TextOf(deleted).Should().Be("{}");
        TextOf(gone).Should().StartWith("NOT_FOUND (USER_NOT_FOUND)");
        server.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Nothing_is_at_the_path_unless_it_is_switched_on()
    {
        await using var server = new ServerFixture();
        using var http = new HttpClient();

        using var response = await http.PostAsync(new Uri(server.Address, "/mcp"), new StringContent("{}"));

        response.StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
        server.Services.GetService(typeof(CodeFirst.Mcp.Protocol.ServerIdentity)).Should().BeNull();
    }

    [Test]
    public async Task The_tools_work_without_HTTP_routes()
    {
        await using var server = new ServerFixture(new Dictionary<string, string>(On) { ["Http:Enabled"] = "false" });
        await using var client = await ConnectAsync(server);

        var listed = await CallAsync(client, "list_users", new { page_size = 1 });

        listed.IsError.Should().NotBe(true);
    }

    [Test]
    public async Task The_token_is_checked_before_anything_is_told()
    {
        await using var server = new ServerFixture(new Dictionary<string, string>(On) { ["Authentication:Audiences"] = "https://users.example" });
        var connect = () => ConnectAsync(server);

        (await connect.Should().ThrowAsync<HttpRequestException>()).Which.StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);
    }

    private static Task<McpClient> ConnectAsync(ServerFixture server) => McpClient.CreateAsync(new HttpClientTransport(
        new HttpClientTransportOptions { Endpoint = new Uri(server.Address, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }));

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, object arguments) =>
        await client.CallToolAsync(tool, ToolHost.Arguments(arguments));
}

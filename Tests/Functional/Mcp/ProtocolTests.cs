using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Functional.Mcp;

/// <summary>What the revisions of the protocol say about messages and their HTTP requests, message by message.</summary>
public sealed class ProtocolTests
{
    private const string List = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";
    private const string Modern = "2026-07-28";

    private const string Meta =
        "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private ToolHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ToolHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"tools/list" """, -32700, null)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"tools/list"} {}""", -32700, null)]
    [TestCase("""{"jsonrpc":"2.0","id":"\ud800","method":"\ud800"}""", -32700, null)]
    [TestCase("""[{"jsonrpc":"2.0","id":1,"method":"tools/list"}]""", -32600, null)]
    [TestCase("""{"id":1,"method":"tools/list"}""", -32600, "1")]
    [TestCase("""{"jsonrpc":"2.0","id":"a\"b","result":{}}""", -32600, "\"a\\\"b\"")]
    [TestCase("""{"jsonrpc":"2.0","id":null,"method":"tools/list"}""", -32600, null)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":[]}""", -32602, "1")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7}}""", -32602, "1")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"arguments":{}}}""", -32602, "1")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"me","arguments":[]}}""", -32602, "1")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"server/discover"}""", -32602, "1")]
    public async Task A_message_of_another_form_is_a_bad_request(string message, int code, string? id)
    {
        var (status, answer) = await SendAsync(message);

        status.Should().Be(HttpStatusCode.BadRequest);
        ((int?)answer!["error"]!["code"]).Should().Be(code);
        answer["id"]?.ToJsonString().Should().Be(id is null ? null : JsonNode.Parse(id)!.ToJsonString());
        answer["error"]!["message"]!.ToString().Should().EndWith(".");
    }

    [TestCase("resources/list", "", -32601)]
    [TestCase("tools/list", ",\"params\":{\"cursor\":\"2\"}", -32602)]
    [TestCase("tools/call", ",\"params\":{\"name\":\"burn_book\"}", -32602)]
    public async Task What_is_not_there_is_an_error_of_the_protocol(string method, string parameters, int code)
    {
        var (status, answer) = await SendAsync($$$"""{"jsonrpc":"2.0","id":"x","method":"{{{method}}}"{{{parameters}}}}""");

        status.Should().Be(HttpStatusCode.OK);
        ((int?)answer!["error"]!["code"]).Should().Be(code);
    }

    [TestCase("2025-11-25", "2025-11-25")]
    [TestCase("2024-11-05", "2024-11-05")]
    [TestCase("1900-01-01", "2025-11-25")]
    [TestCase("2026-07-28", "2025-11-25")]
    public async Task A_handshake_agrees_on_a_revision(string asked, string agreed)
    {
        var (_, answer) = await SendAsync(
            $$$$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"{{{{asked}}}}","capabilities":{},"clientInfo":{}}}""");

        var result = answer!["result"]!;
        result["protocolVersion"]!.ToString().Should().Be(agreed);
        result["capabilities"]!.ToJsonString().Should().Be("""{"tools":{}}""");
        result["serverInfo"]!["name"].Should().NotBeNull();
        result["resultType"].Should().BeNull();
    }

    [Test]
    public async Task A_notification_is_accepted_without_an_answer()
    {
        var (status, answer) = await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");

        status.Should().Be(HttpStatusCode.Accepted);
        answer.Should().BeNull();
    }

    [TestCase("GET", HttpStatusCode.MethodNotAllowed)]
    [TestCase("DELETE", HttpStatusCode.MethodNotAllowed)]
    public async Task Only_POST_is_served(string method, HttpStatusCode status)
    {
        using var http = new HttpClient();
        using var response = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), _host.Address));

        response.StatusCode.Should().Be(status);
        response.Content.Headers.Allow.Should().Equal("POST");
    }

    [TestCase("text/plain", "application/json", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("application/json", "text/html", HttpStatusCode.NotAcceptable)]
    [TestCase("application/json", "text/event-stream", HttpStatusCode.NotAcceptable)]
    [TestCase("application/json; charset=utf-8", "application/*", HttpStatusCode.OK)]
    [TestCase("application/json", "*/*", HttpStatusCode.OK)]
    public async Task The_form_of_messages_is_JSON(string type, string accept, HttpStatusCode expected)
    {
        var (status, answer) = await SendAsync(List, request =>
        {
            request.Content!.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            request.Headers.Accept.ParseAdd(accept);
        });

        status.Should().Be(expected);
        (answer!["error"] is null).Should().Be(expected == HttpStatusCode.OK);
    }

    [Test]
    public async Task A_request_without_a_handshake_says_its_revision()
    {
        var (status, answer) = await SendAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{{{{Meta}}}}}""", Headers(Modern, "tools/list"));

        status.Should().Be(HttpStatusCode.OK);
        var result = answer!["result"]!;
        result["resultType"]!.ToString().Should().Be("complete");
        ((int?)result["ttlMs"]).Should().BePositive();
        result["cacheScope"]!.ToString().Should().Be("private");
        result["_meta"]!["io.modelcontextprotocol/serverInfo"]!["version"].Should().NotBeNull();
    }

    [Test]
    public async Task A_client_can_ask_for_the_revisions()
    {
        var (_, answer) = await SendAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{{{{Meta}}}}}""", Headers(Modern, "server/discover"));

        answer!["result"]!["supportedVersions"]!.AsArray().Select(version => version!.ToString())
            .Should().Equal("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
    }

    [TestCase("1900-01-01", "1900-01-01")]
    [TestCase("2026-07-28", "2199-01-01")]
    [TestCase(null, "2199-01-01")]
    public async Task Another_revision_is_refused(string? header, string asked)
    {
        var meta = Meta.Replace(Modern, asked, StringComparison.Ordinal);
        var (status, answer) = await SendAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{{{{meta}}}}}""", Headers(header, "tools/list"));

        status.Should().Be(HttpStatusCode.BadRequest);
        ((int?)answer!["error"]!["code"]).Should().Be(header == asked ? -32022 : -32020);
        if (header == asked)
        {
            answer["error"]!["data"]!["requested"]!.ToString().Should().Be(asked);
            answer["error"]!["data"]!["supported"]!.AsArray().Should().NotBeEmpty();
        }
    }

    [TestCase("tools/call", "me", true)]
    [TestCase("tools/call", "=?base64?bWU=?=", true)]
    [TestCase("tools/call", "=?base64?bWU?=", false)]
    [TestCase("tools/call", "read_book", false)]
    [TestCase("tools/call", null, false)]
    [TestCase("tools/list", "me", false)]
    [TestCase(null, "me", false)]
    public async Task Headers_mean_what_the_message_means(string? method, string? name, bool areRight)
    {
        var (status, answer) = await SendAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"me",{{{Meta}}}}}""", Headers(Modern, method, name));

        status.Should().Be(areRight ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
        ((int?)answer!["error"]?["code"]).Should().Be(areRight ? null : -32020);
    }

    private static Action<HttpRequestMessage> Headers(string? version, string? method, string? name = null) => request =>
    {
        Add("MCP-Protocol-Version", version);
        Add("Mcp-Method", method);
        Add("Mcp-Name", name);

        void Add(string header, string? value)
        {
            if (value is not null)
            {
                request.Headers.Add(header, value);
            }
        }
    };

    private async Task<(HttpStatusCode Status, JsonNode? Answer)> SendAsync(string json, Action<HttpRequestMessage>? change = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, _host.Address);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        change?.Invoke(request);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}

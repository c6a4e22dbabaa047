using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>What is asked of every HTTP server.</summary>
public sealed class HttpTests : GatewayTests
{
    [TestCase("/nothing")]
    [TestCase("/v1")]
    [TestCase("/v1/users/a/b")]
    [TestCase("/Program.cs")]
    [TestCase("/openapi/v2.json")]
    [TestCase("/proto/other.proto")]
    [TestCase("/%2e%2e/%2e%2e/etc/passwd")]
    public async Task An_unknown_path_is_not_found(string path)
    {
        (await Http.SendAsync("GET", path)).ShouldBe(
            404, "NOT_FOUND", "No route matches this path. See /openapi/v1.json.", "ROUTE_NOT_FOUND");
    }

    [TestCase("PUT", "/v1/users", "GET, HEAD, POST")]
    [TestCase("POST", "/v1/users/1", "DELETE, GET, HEAD, PATCH")]
    [TestCase("HEAD", "/v1/users/1/activity", "GET, POST")]
    [TestCase("TRACE", "/v1/users", "GET, HEAD, POST")]
    [TestCase("POST", "/api/users", "GET, HEAD")]
    [TestCase("POST", "/health", "GET, HEAD")]
    public async Task A_verb_that_is_not_allowed_is_told_those_that_are(string verb, string path, string allowed)
    {
        var answer = await Http.SendAsync(verb, path);

        answer.Header("Allow")!.Split(", ").Order().Should().Equal(allowed.Split(", "));
        if (verb == "HEAD")
        {
            answer.Status.Should().Be(HttpStatusCode.MethodNotAllowed);
        }
        else
        {
            answer.ShouldBe(405, "UNIMPLEMENTED", $"{verb} is not allowed here: see the header Allow.", "METHOD_NOT_ALLOWED");
        }
    }

    [Test]
    public async Task OPTIONS_tells_what_is_allowed()
    {
        var answer = await Http.SendAsync("OPTIONS", "/v1/users");

        answer.Status.Should().Be(HttpStatusCode.NoContent);
        answer.Header("Allow").Should().Be("GET, HEAD, POST");
    }

    [Test]
    public async Task HEAD_is_GET_without_the_body()
    {
        var id = await CreateIdAsync();

        var get = await Http.SendAsync("GET", $"/v1/users/{id}");
        var head = await Http.SendAsync("HEAD", $"/v1/users/{id}");

        head.Status.Should().Be(HttpStatusCode.OK);
        head.Body.Should().BeEmpty();
        head.Header("Content-Length").Should().Be($"{get.Body.Length}");
        head.Header("ETag").Should().Be(get.Header("ETag"));
    }

    [TestCase("/")]
    [TestCase("/v1/users")]
    [TestCase("/v1/users/nobody")]
    [TestCase("/nothing")]
    [TestCase("/health")]
    public async Task Every_answer_keeps_browsers_from_doing_more_with_it(string path)
    {
        var answer = await Http.SendAsync("GET", path);

        answer.Header("Content-Security-Policy").Should().StartWith("default-src 'none'; script-src 'self'; style-src 'self';")
            .And.NotContain("unsafe").And.EndWith("frame-ancestors 'none'");
        answer.Header("X-Content-Type-Options").Should().Be("nosniff");
        answer.Header("Referrer-Policy").Should().Be("no-referrer");
        answer.Header("Server").Should().BeNull();
        answer.Header("Access-Control-Allow-Origin").Should().BeNull();
    }

    [TestCase("/v1/users", "no-store")]
    [TestCase("/health", "no-store")]
    [TestCase("/", "no-cache")]
    public async Task What_may_be_kept_is_said(string path, string expected)
    {
        (await Http.SendAsync("GET", path)).Header("Cache-Control").Should().Be(expected);
    }

    [Test]
    public async Task Input_in_an_error_cannot_be_markup()
    {
        var answer = await Http.SendAsync("GET", "/v1/users/%3Cscript%3E");

        answer.ContentType.Should().Be("application/json");
        answer.Body.Should().Contain("\\u003cscript\\u003e").And.NotContain("<");
    }

    [TestCase("GET /v1/users HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400")]
    [TestCase("GET /v1/users HTTP/1.1\r\n\r\n", "400")]
    [TestCase("GET /v1/users\r\n\r\n", "505")]
    [TestCase("GET /v1/users HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n", "400")]
    [TestCase("POST /v1/users HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "400")]
    [TestCase("POST /v1/users HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", "400")]
    [TestCase(
        "POST /v1/users HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\n\r\n{}", "400")]
    [TestCase("POST /v1/users HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", "400", "501")]
    public async Task Malformed_HTTP_is_refused(string request, params string[] statuses)
    {
        var answer = await SendRawAsync(Encoding.ASCII.GetBytes(request));

        statuses.Should().Contain(answer.Split(' ')[1], "of {0}", answer);
    }

    [Test]
    public async Task Headers_over_the_limit_are_refused()
    {
        var request = $"GET /v1/users HTTP/1.1\r\nHost: a\r\nX-Long: {new string('a', 17_000)}\r\n\r\n";

        (await SendRawAsync(Encoding.ASCII.GetBytes(request))).Should().StartWith("HTTP/1.1 431 ");
    }

    [Test]
    public async Task A_path_over_the_limit_is_refused()
    {
        var request = $"GET /v1/users/{new string('a', 9_000)} HTTP/1.1\r\nHost: a\r\n\r\n";

        (await SendRawAsync(Encoding.ASCII.GetBytes(request))).Should().StartWith("HTTP/1.1 414 ");
    }

    [Test]
    public async Task A_body_that_ends_early_harms_nobody()
    {
        using (var socket = await ConnectAsync())
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                "POST /v1/users HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\":"));
        }

        (await Http.SendAsync("GET", "/v1/users")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_connection_that_breaks_while_the_body_is_read_is_no_error()
    {
        var request = Encoding.ASCII.GetBytes(
            "POST /v1/users HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\":");
        for (var i = 0; i < 100; i++)
        {
            using var socket = await ConnectAsync();
            socket.LingerState = new LingerOption(enable: true, seconds: 0); // a reset
            await socket.SendAsync(request);
            await Http.SendAsync("GET", "/health"); // the body is being read by now
        }

        await Http.SendAsync("GET", "/health");
        Gateway.Errors.Should().BeEmpty();
    }

    // Returns what comes back: the status line at least.
    private async Task<string> SendRawAsync(byte[] request)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(request);
        var buffer = new byte[4096];
        var count = await socket.ReceiveAsync(buffer).WaitAsync(Patience.Limit);

        return Encoding.ASCII.GetString(buffer, 0, count);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Gateway.Address.Host, Gateway.Address.Port);

        return socket;
    }
}

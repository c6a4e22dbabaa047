using System.Net;
using System.Text;
using CodeFirst.Tests.Functional.Calls;
using CodeFirst.Tests.Functional.Hosting.Zoo;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Hosting.Web;

/// <summary>gRPC-Web requests as they are on the wire: what the guards and CORS say.</summary>
public sealed class GrpcWebRequestTests
{
    private const string Count = "/zoo.Keeper/Count";
    private const string Grpc = "application/grpc";
    private const string Web = "application/grpc-web+proto";
    private const string Origin = "https://app.example.com";

    private ZooServer _server = null!;
    private RawCaller _http = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ZooServer.StartAsync(settings: ["--GrpcWeb:Enabled=true", $"--GrpcWeb:AllowedOrigins={Origin}"]);
        _http = new RawCaller(_server.Address);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase("1.1")]
    [TestCase("2.0")]
    public async Task An_answer_ends_with_the_status_in_its_body(string version)
    {
        var answer = await SendAsync(version: version);

        answer.HttpStatus.Should().Be(HttpStatusCode.OK);
        answer.Body[..7].Should().Equal(0, 0, 0, 0, 2, 0x0A, 0x00);
        answer.Body[7].Should().Be(0x80, "that is the frame of the trailers");
        Encoding.ASCII.GetString(answer.Body).Should().Contain("grpc-status: 0");
    }

    [TestCase(Grpc, "2.0")]
    [TestCase(Web, "1.1")]
    [TestCase(Web, "2.0")]
    public async Task A_deadline_that_passes_before_the_answer_starts_has_details(string contentType, string version)
    {
        // The message {"reason":"slow"}: the method then waits until it is cancelled.
        using var slow = new ByteArrayContent([0, 0, 0, 0, 6, 0x0A, 4, .. "slow"u8]);

        var answer = await SendAsync("/zoo.Keeper/Fail", version, new() { ["grpc-timeout"] = "100m" }, contentType, slow);

        (answer.Status, answer.Message).Should().Be((StatusCode.DeadlineExceeded, "Deadline Exceeded"));
        (answer.ErrorInfo?.Reason, answer.ErrorInfo?.Domain).Should().Be(("DEADLINE_EXCEEDED", "zoo"));
    }

    // grpc-dotnet writes the trailers of a stream itself when the deadline passes. Nothing can add details to them.
    [TestCase(Grpc, "2.0")]
    [TestCase(Web, "1.1")]
    [TestCase(Web, "2.0")]
    public async Task A_deadline_that_passes_in_a_stream_ends_it_with_the_status_and_no_details(string contentType, string version)
    {
        var answer = await SendAsync("/grpc.health.v1.Health/Watch", version, new() { ["grpc-timeout"] = "2S" }, contentType);

        var trailers = string.Concat(answer.Trailers.Select(trailer => $"{trailer.Key}: {trailer.Value.Single()}\r\n"))
            + Encoding.ASCII.GetString(answer.Body);
        answer.Headers.Contains("grpc-status").Should().BeFalse("the stream has begun");
        trailers.Should().Contain("grpc-status: 4").And.Contain("grpc-message: Deadline Exceeded");
        trailers.Should().NotContain("grpc-status-details-bin");
    }

    [TestCase("0m", StatusCode.DeadlineExceeded)]
    [TestCase("soon", StatusCode.Internal)]
    public async Task A_deadline_that_is_over_or_malformed_is_refused(string timeout, StatusCode status)
    {
        var answer = await SendAsync(headers: new() { ["grpc-timeout"] = timeout });

        answer.Status.Should().Be(status);
        answer.ErrorInfo!.Domain.Should().Be("zoo");
    }

    [Test]
    public async Task A_path_in_another_case_is_refused()
    {
        (await SendAsync("/zoo.keeper/count")).Status.Should().Be(StatusCode.Unimplemented);
    }

    [TestCase("application/grpc-web+json")]
    [TestCase("application/json")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        var answer = await _http.SendAsync(Count, contentType: contentType, version: HttpVersion.Version11);

        answer.HttpStatus.Should().Be(HttpStatusCode.UnsupportedMediaType);
    }

    [Test]
    public async Task GRPC_over_HTTP_1_is_still_refused()
    {
        var web = await SendAsync();
        var grpc = await _http.SendAsync(Count, version: HttpVersion.Version11);

        web.HttpStatus.Should().Be(HttpStatusCode.OK);
        grpc.HttpStatus.Should().Be(HttpStatusCode.UpgradeRequired);
        grpc.Message.Should().Be("Request protocol 'HTTP/1.1' is not supported.");
    }

    [Test]
    public async Task A_page_of_an_allowed_origin_may_ask_to_call_and_read_the_status()
    {
        var permission = await PreflightAsync(Origin);
        var answer = await SendAsync(headers: new() { ["origin"] = Origin });

        permission.HttpStatus.Should().Be(HttpStatusCode.NoContent);
        permission.Find("access-control-allow-origin").Should().Be(Origin);
        permission.Find("access-control-allow-headers").Should().Be("content-type,x-grpc-web,x-own");
        answer.Find("access-control-allow-origin").Should().Be(Origin);
        answer.Headers.GetValues("access-control-expose-headers").SelectMany(names => names.Split(','))
            .Should().Contain(["grpc-status", "grpc-message", "grpc-status-details-bin"]);
        answer.Headers.Contains("access-control-allow-credentials").Should().BeFalse();
    }

    [Test]
    public async Task A_refused_call_can_be_read_by_the_page_too()
    {
        var answer = await SendAsync(headers: new() { ["origin"] = Origin, ["grpc-timeout"] = "0m" });

        answer.Status.Should().Be(StatusCode.DeadlineExceeded);
        answer.Find("access-control-allow-origin").Should().Be(Origin);
    }

    [Test]
    public async Task A_page_of_another_origin_gets_no_permission()
    {
        var permission = await PreflightAsync("https://evil.example.com");

        permission.Headers.Contains("access-control-allow-origin").Should().BeFalse();
    }

    private Task<RawAnswer> PreflightAsync(string origin) => _http.SendAsync(
        Count,
        "OPTIONS",
        null,
        new()
        {
            ["origin"] = origin,
            ["access-control-request-method"] = "POST",
            ["access-control-request-headers"] = "content-type,x-grpc-web,x-own",
        },
        new ByteArrayContent([]),
        HttpVersion.Version11);

    private Task<RawAnswer> SendAsync(
        string path = Count,
        string version = "1.1",
        Dictionary<string, string>? headers = null,
        string contentType = Web,
        HttpContent? content = null) =>
        _http.SendAsync(path, contentType: contentType, headers: headers, content: content, version: Version.Parse(version));
}

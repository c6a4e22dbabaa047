using System.Net;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Calls;

public sealed class CallGuardTests
{
    private const string HealthCheck = "/grpc.health.v1.Health/Check";
    private const string GetUser = "/userservice.UserService/GetUser";

    private ServerFixture _server = null!;
    private RawCaller _http = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _server = new ServerFixture();
        _http = new RawCaller(_server.Address);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _http.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task A_good_call_has_no_details()
    {
        var answer = await _http.SendAsync(HealthCheck);

        answer.Status.Should().Be(StatusCode.OK);
        answer.Details.Should().BeNull();
        answer.Body.Should().NotBeEmpty();
    }

    [TestCase("application/grpc")]
    [TestCase("application/grpc+proto")]
    [TestCase("Application/GRPC")]
    [TestCase("application/grpc;charset=utf-8")]
    [TestCase("application/grpc+proto ; x=1")]
    public async Task Protobuf_is_accepted(string contentType)
    {
        var answer = await _http.SendAsync(HealthCheck, contentType: contentType);

        answer.Status.Should().Be(StatusCode.OK);
    }

    [TestCase(null)]
    [TestCase("application/json")]
    [TestCase("application/grpc+json")]
    [TestCase("application/grpc+protobuf")]
    [TestCase("application/grpcfoo")]
    [TestCase("application/grpc-web")]
    public async Task Another_content_type_fails_with_415(string? contentType)
    {
        foreach (var path in (string[])[HealthCheck, GetUser])
        {
            var answer = await _http.SendAsync(path, contentType: contentType);

            answer.HttpStatus.Should().Be(HttpStatusCode.UnsupportedMediaType);
            ShouldBeError(answer, StatusCode.Internal, "INTERNAL", "The content-type must be application/grpc or application/grpc+proto.");
        }
    }

    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("GET")]
    [TestCase("OPTIONS")]
    [TestCase("PATCH")]
    [TestCase("FOO")]
    public async Task Another_method_than_POST_fails_with_405(string method)
    {
        foreach (var path in (string[])[HealthCheck, GetUser])
        {
            var answer = await _http.SendAsync(path, method);

            answer.HttpStatus.Should().Be(HttpStatusCode.MethodNotAllowed);
            answer.Body.Should().BeEmpty();
        }
    }

    [TestCase("/userservice.UserService/GETUSER")]
    [TestCase("/userservice.UserService/%47etUser")]
    [TestCase("/userservice.UserService/GetUser/")]
    [TestCase("/userservice.UserService/GetUser?x=1")]
    [TestCase("/x/../userservice.UserService/GetUser")]
    [TestCase("/./userservice.UserService/GetUser")]
    [TestCase("/userservice.UserService/Nothing")]
    [TestCase("/userservice.Nothing/GetUser")]
    public async Task A_path_that_is_not_that_of_a_method_fails_with_UNIMPLEMENTED(string path)
    {
        var answer = await _http.SendAsync(path);

        answer.HttpStatus.Should().Be(HttpStatusCode.OK);
        ShouldBeError(answer, StatusCode.Unimplemented, "UNIMPLEMENTED", answer.Message!);
    }

    [TestCase("abc")]
    [TestCase("-1S")]
    [TestCase("123456789S")]
    [TestCase("1")]
    public async Task A_malformed_timeout_fails_with_INTERNAL(string timeout)
    {
        var answer = await _http.SendAsync(HealthCheck, headers: new() { ["grpc-timeout"] = timeout });

        ShouldBeError(answer, StatusCode.Internal, "INTERNAL", "The grpc-timeout must be 1 to 8 digits and one of H, M, S, m, u, n.");
    }

    [TestCase("0n")]
    [TestCase("99n")]
    [TestCase("0S")]
    public async Task A_deadline_that_is_over_fails_with_DEADLINE_EXCEEDED(string timeout)
    {
        var answer = await _http.SendAsync(HealthCheck, headers: new() { ["grpc-timeout"] = timeout });

        ShouldBeError(answer, StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED", "The deadline was over when the call arrived.");
    }

    [TestCase("1H")]
    [TestCase("99999999H")]
    public async Task A_deadline_that_is_far_away_does_no_harm(string timeout)
    {
        var answer = await _http.SendAsync(HealthCheck, headers: new() { ["grpc-timeout"] = timeout });

        answer.Status.Should().Be(StatusCode.OK);
        answer.Details.Should().BeNull();
    }

    [Test]
    public async Task A_deadline_that_passes_during_the_call_has_details_too()
    {
        using var endless = new EndlessContent();

        var answer = await _http.SendAsync(HealthCheck, headers: new() { ["grpc-timeout"] = "50m" }, content: endless);

        ShouldBeError(answer, StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED", "Deadline Exceeded");
    }

    [Test]
    public async Task An_error_of_the_framework_has_details()
    {
        using var tooLarge = new ByteArrayContent([0, 0x7f, 0xff, 0xff, 0xff]);

        var answer = await _http.SendAsync(HealthCheck, content: tooLarge);

        ShouldBeError(answer, StatusCode.ResourceExhausted, "RESOURCE_EXHAUSTED", answer.Message!);
    }

    [Test]
    public async Task An_error_of_a_service_has_details()
    {
        using var request = new ByteArrayContent([0, 0, 0, 0, 3, 0x0a, 1, (byte)'x']);

        var answer = await _http.SendAsync(HealthCheck, content: request);

        ShouldBeError(answer, StatusCode.NotFound, "NOT_FOUND", "");
    }

    [Test]
    public async Task HTTP_1_1_is_answered_with_426_as_gRPC_needs_HTTP_2()
    {
        var answer = await _http.SendAsync(HealthCheck, version: HttpVersion.Version11);

        answer.HttpStatus.Should().Be(HttpStatusCode.UpgradeRequired);
        answer.Message.Should().Be("Request protocol 'HTTP/1.1' is not supported.");
    }

    private static void ShouldBeError(RawAnswer answer, StatusCode code, string reason, string message)
    {
        answer.Status.Should().Be(code);
        (answer.Message ?? "").Should().Be(message);
        answer.Details!.Code.Should().Be((int)code);
        answer.Details.Message.Should().Be(message);
        answer.ErrorInfo!.Reason.Should().Be(reason);
        answer.ErrorInfo.Domain.Should().Be("userservice");
    }

    /// <summary>Sends the first byte of a message and never the others.</summary>
    private sealed class EndlessContent : HttpContent
    {
        private readonly TaskCompletionSource _never = new();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(RawCaller.EmptyMessage.AsMemory(0, 1));
            await stream.FlushAsync();
            await _never.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            _never.TrySetCanceled();
            base.Dispose(disposing);
        }
    }
}

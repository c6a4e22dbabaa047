using System.Net;
using System.Net.Sockets;
using CodeFirst.Contracts;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Gateway;

public sealed class ServiceFailureTests : FakeServiceTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Gateway:DeadlineSeconds"] = "5",
        ["Gateway:HeartbeatSeconds"] = "1",
    };

    [TestCase(StatusCode.Cancelled, 499, "CANCELLED")]
    [TestCase(StatusCode.Unknown, 500, "UNKNOWN")]
    [TestCase(StatusCode.InvalidArgument, 400, "INVALID_ARGUMENT")]
    [TestCase(StatusCode.DeadlineExceeded, 504, "DEADLINE_EXCEEDED")]
    [TestCase(StatusCode.NotFound, 404, "NOT_FOUND")]
    [TestCase(StatusCode.AlreadyExists, 409, "ALREADY_EXISTS")]
    [TestCase(StatusCode.PermissionDenied, 403, "PERMISSION_DENIED")]
    [TestCase(StatusCode.ResourceExhausted, 429, "RESOURCE_EXHAUSTED")]
    [TestCase(StatusCode.FailedPrecondition, 400, "FAILED_PRECONDITION")]
    [TestCase(StatusCode.Aborted, 409, "ABORTED")]
    [TestCase(StatusCode.OutOfRange, 400, "OUT_OF_RANGE")]
    [TestCase(StatusCode.Unimplemented, 501, "UNIMPLEMENTED")]
    [TestCase(StatusCode.Internal, 500, "INTERNAL")]
    [TestCase(StatusCode.Unavailable, 503, "UNAVAILABLE")]
    [TestCase(StatusCode.DataLoss, 500, "DATA_LOSS")]
    [TestCase(StatusCode.Unauthenticated, 401, "UNAUTHENTICATED")]
    public async Task Each_status_has_its_HTTP_status(StatusCode code, int status, string name)
    {
        Service.Behaviour = context => FakeUserService.FailAsync(context, code, "Because.", Details(code, new ErrorInfo
        {
            Reason = "BECAUSE",
            Domain = "userservice",
        }));

        (await Http.SendAsync("GET", "/v1/users/1")).ShouldBe(status, name, "Because.", "BECAUSE");
    }

    [Test]
    public async Task Who_must_sign_in_is_told_how()
    {
        Service.Behaviour = context => FakeUserService.FailAsync(context, StatusCode.Unauthenticated, "No.");

        (await Http.SendAsync("GET", "/v1/users/1")).Header("WWW-Authenticate").Should().Be("Bearer");
    }

    [TestCase(StatusCode.Internal, 500, "INTERNAL", "The user service failed.")]
    [TestCase(StatusCode.PermissionDenied, 403, "PERMISSION_DENIED", "The user service does not let this caller in.")]
    public async Task What_others_than_the_service_say_stays_inside(StatusCode code, int status, string name, string message)
    {
        Service.Behaviour = context => FakeUserService.FailAsync(context, code, "host 10.0.0.7 SELECT secret");

        var answer = await Http.SendAsync("GET", "/v1/users/1");

        answer.ShouldBe(status, name, message, name);
        answer.Body.Should().NotContain("secret").And.NotContain("10.0.0.7");
    }

    [Test]
    public async Task Every_kind_of_detail_but_debug_information_is_passed_on()
    {
        var details = Details(
            StatusCode.ResourceExhausted,
            new ErrorInfo { Reason = "FULL", Domain = "userservice", Metadata = { ["key"] = "<value>" } },
            new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(2.5)) },
            new DebugInfo { Detail = "secret" },
            new QuotaFailure { Violations = { new QuotaFailure.Types.Violation { Subject = "s", Description = "d" } } },
            new PreconditionFailure { Violations = { new PreconditionFailure.Types.Violation { Type = "t", Subject = "s" } } },
            new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "f", Description = "d" } } },
            new RequestInfo { RequestId = "r" },
            new ResourceInfo { ResourceType = "t", ResourceName = "n" },
            new Help { Links = { new Help.Types.Link { Url = "https://example.com" } } },
            new LocalizedMessage { Locale = "en", Message = "m" });
        details.Details.Add(new Any { TypeUrl = "type.googleapis.com/not.Known", Value = Google.Protobuf.ByteString.CopyFromUtf8("x") });
        Service.Behaviour = context => FakeUserService.FailAsync(context, StatusCode.ResourceExhausted, "Full.", details);

        var answer = await Http.SendAsync("GET", "/v1/users/1");

        answer.ShouldBe(429, "RESOURCE_EXHAUSTED", "Full.", "FULL");
        answer.Header("Retry-After").Should().Be("3");
        answer.Json["error"]!["details"]!.AsArray().Select(detail => ((string)detail!["@type"]!).Split('.')[^1]).Should().Equal(
            "ErrorInfo", "RetryInfo", "QuotaFailure", "PreconditionFailure", "BadRequest", "RequestInfo", "ResourceInfo", "Help",
            "LocalizedMessage");
        ((string)answer.Detail("RetryInfo")["retryDelay"]!).Should().Be("2.500s");
        answer.Body.Should().Contain("\\u003cvalue\\u003e").And.NotContain("secret");
    }

    [Test]
    public async Task A_service_that_is_down_is_unavailable()
    {
        using var nobody = new Socket(SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // it does not listen
        await using var gateway = new GatewayFixture(
            new Uri($"http://localhost:{((IPEndPoint)nobody.LocalEndPoint!).Port}"),
            new Dictionary<string, string> { ["Gateway:DeadlineSeconds"] = "10" });
        using var http = gateway.Connect();

        foreach (var path in new[] { "/v1/users", "/v1/users/1/activity?follow=true" })
        {
            var answer = await http.SendAsync("GET", path);
            answer.ShouldBe(503, "UNAVAILABLE", "The user service cannot be reached. Try again.", "UNAVAILABLE");
            answer.Header("Retry-After").Should().Be("1");
        }

        (await http.SendAsync("GET", "/health")).Body.Should().Be("ok");
    }

    [TestCase("/v1/users/1")]
    [TestCase("/v1/users/1/activity?follow=true")]
    public async Task A_service_that_hangs_is_given_up(string path)
    {
        Service.Behaviour = FakeUserService.HangAsync;

        (await Http.SendAsync("GET", path))
            .ShouldBe(504, "DEADLINE_EXCEEDED", "The user service did not answer in time.", "DEADLINE_EXCEEDED");
    }

    [TestCase("/v1/users/1")]
    [TestCase("/v1/users/1/activity?follow=true")]
    public async Task A_caller_may_wait_for_less_time(string path)
    {
        Service.Behaviour = FakeUserService.HangAsync;

        var waiting = System.Diagnostics.Stopwatch.StartNew();
        (await Http.SendAsync("GET", path, null, ("grpc-timeout", "100m")))
            .ShouldBe(504, "DEADLINE_EXCEEDED", "The user service did not answer in time.", "DEADLINE_EXCEEDED");
        waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(4), "the gateway's own limit is 5 seconds");
    }

    [Test]
    public async Task A_service_that_resets_the_call_is_a_failure_of_the_service()
    {
        Service.Behaviour = context =>
        {
            context.Abort();

            return Task.CompletedTask;
        };

        ((int)(await Http.SendAsync("GET", "/v1/users/1")).Status).Should().BeGreaterThanOrEqualTo(500);
        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [Alice]);
        (await Http.SendAsync("GET", "/v1/users/1")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Details_that_cannot_be_read_are_as_none()
    {
        Service.Behaviour = context =>
        {
            context.Response.Headers["grpc-status-details-bin"] = Convert.ToBase64String([0xFF, 0xFF]);

            return FakeUserService.FailAsync(context, StatusCode.NotFound, "No.");
        };

        (await Http.SendAsync("GET", "/v1/users/1")).ShouldBe(404, "NOT_FOUND", "The user service failed.", "NOT_FOUND");
    }

    [Test]
    public async Task A_detail_that_cannot_be_read_is_left_out()
    {
        var details = Details(StatusCode.NotFound, new ErrorInfo { Reason = "BECAUSE", Domain = "userservice" });
        details.Details.Add(new Any
        {
            TypeUrl = "type.googleapis.com/google.rpc.BadRequest",
            Value = Google.Protobuf.ByteString.CopyFrom(0xFF, 0xFF),
        });
        Service.Behaviour = context => FakeUserService.FailAsync(context, StatusCode.NotFound, "Because.", details);

        (await Http.SendAsync("GET", "/v1/users/1")).ShouldBe(404, "NOT_FOUND", "Because.", "BECAUSE");
    }

    [Test]
    public async Task A_stream_that_fails_has_its_rows_and_then_the_error()
    {
        Service.Behaviour = context => FakeUserService.IsCallOf(context, "GetUser")
            ? FakeUserService.AnswerAsync(context, [Alice])
            : FakeUserService.AnswerAsync(context, [Event(1), Event(2)], StatusCode.DataLoss, "Lost.");

        var answer = await Http.SendAsync("GET", "/v1/users/1/activity");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().Be(
            """
            {"result":{"event_type":"login","sequence":"1"}}
            {"result":{"event_type":"login","sequence":"2"}}
            {"error":{"code":500,"status":"DATA_LOSS","message":"The user service failed.","details":[
            """
            + """{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"DATA_LOSS","domain":"userservice"}]}}""" + "\n");
    }

    [Test]
    public async Task A_follower_does_not_notice_that_the_stream_was_cut()
    {
        var streams = 0;
        Service.Behaviour = context => FakeUserService.IsCallOf(context, "GetUser")
            ? FakeUserService.AnswerAsync(context, [Alice])
            : FakeUserService.AnswerAsync(context, [Event(++streams)], StatusCode.Unavailable, "The server is stopping.");

        await using var events = await EventReader.OpenEventsAsync(Http, "/v1/users/1/activity?follow=true");

        for (var i = 1; i <= 3; i++)
        {
            (await events.LineAsync("id: ")).Should().Be($"id: {i}");
        }
    }

    [Test]
    public async Task A_quiet_stream_shows_that_it_is_alive()
    {
        Service.Behaviour = context => FakeUserService.IsCallOf(context, "GetUser")
            ? FakeUserService.AnswerAsync(context, [Alice])
            : FakeUserService.HangAsync(context);

        await using var events = await EventReader.OpenEventsAsync(Http, "/v1/users/1/activity?follow=true");

        (await events.LineAsync(":")).Should().Be(": ping");
        (await events.LineAsync(":")).Should().Be(": ping");
    }

    [Test]
    public async Task What_the_service_may_know_of_the_request_is_passed_on_and_nothing_else()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [Alice]);
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        await Http.SendAsync(
            "GET",
            "/v1/users/1",
            null,
            ("traceparent", Trace),
            ("Authorization", "Bearer token-1"),
            ("X-Request-ID", "request-1"),
            ("Accept-Language", "de"),
            ("Cookie", "a=b"),
            ("X-User-Id", "root"),
            ("Grpc-Metadata-Role", "admin"),
            ("X-Serverless-Authorization", "Bearer other"));

        Service.Headers.Should().Contain("authorization", "Bearer token-1")
            .And.Contain("x-request-id", "request-1")
            .And.Contain("accept-language", "de");
        Service.Headers["traceparent"].Should().StartWith("00-0af7651916cd43dd8448eb211c80319c-");
        Service.Headers.Keys.Should().NotContain(
            ["cookie", "x-user-id", "grpc-metadata-role", "x-serverless-authorization"]);
    }

    private static ActivityEvent Event(long sequence) => new() { EventType = "login", Sequence = sequence };

    private static Google.Rpc.Status Details(StatusCode code, params Google.Protobuf.IMessage[] details) => new()
    {
        Code = (int)code,
        Message = code == StatusCode.ResourceExhausted && details.Length > 1 ? "Full." : "Because.",
        Details = { details.Select(detail => Any.Pack(detail)) },
    };
}

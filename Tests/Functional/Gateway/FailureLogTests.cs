using System.Net;
using CodeFirst.Contracts;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>What an operator is told of calls that fail.</summary>
public sealed class FailureLogTests : FakeServiceTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Gateway:DeadlineSeconds"] = "1" };

    [TestCase(StatusCode.Internal, "INTERNAL")]
    [TestCase(StatusCode.DataLoss, "DATA_LOSS")]
    [TestCase(StatusCode.Unimplemented, "UNIMPLEMENTED")]
    [TestCase(StatusCode.PermissionDenied, "PERMISSION_DENIED")]
    public async Task What_callers_are_not_told_is_logged(StatusCode code, string name)
    {
        Service.Behaviour = context => FakeUserService.FailAsync(context, code, "Host 10.0.0.7.");

        await Http.SendAsync("GET", "/v1/users/1");

        ShouldBeLogged($"GET /v1/users/{{id}}: the user service failed: {name}: Host 10.0.0.7.");
    }

    [Test]
    public async Task A_service_that_hangs_is_logged()
    {
        Service.Behaviour = FakeUserService.HangAsync;

        (await Http.SendAsync("GET", "/v1/users")).Status.Should().Be(HttpStatusCode.GatewayTimeout);

        ShouldBeLogged("GET /v1/users: the user service failed: DEADLINE_EXCEEDED:");
    }

    [Test]
    public async Task A_stream_that_fails_after_its_first_event_is_logged()
    {
        Service.Behaviour = context => FakeUserService.IsCallOf(context, "GetUser")
            ? FakeUserService.AnswerAsync(context, [Alice])
            : FakeUserService.AnswerAsync(context, [new ActivityEvent { Sequence = 1 }], StatusCode.DataLoss, "Disk 7.");

        (await Http.SendAsync("GET", "/v1/users/1/activity")).Body.Should().Contain("DATA_LOSS");

        ShouldBeLogged("GET /v1/users/{user_id}/activity: the user service failed: DATA_LOSS: Disk 7.");
    }

    [Test]
    public async Task Bytes_that_are_no_message_are_logged_as_a_failure_of_the_service()
    {
        Service.Behaviour = FakeUserService.AnswerGarbageAsync;

        (await Http.SendAsync("GET", "/v1/users/1")).ShouldBe(500, "INTERNAL", "The user service failed.", "INTERNAL");

        ShouldBeLogged("GET /v1/users/{id}: the user service failed: INTERNAL: The response has no form in JSON: ");
    }

    [Test]
    public async Task A_failure_of_an_earlier_route_is_logged()
    {
        Service.Behaviour = context => FakeUserService.FailAsync(context, StatusCode.Internal, "Disk 8.");

        await Http.SendAsync("GET", "/api/users");

        ShouldBeLogged("GET /api/users: the user service failed: INTERNAL: Disk 8.");
    }

    [Test]
    public async Task Why_the_gateway_is_not_ready_is_logged()
    {
        Service.Behaviour = context => FakeUserService.FailAsync(context, StatusCode.PermissionDenied, "Disk 9.");

        (await Http.SendAsync("GET", "/health/ready")).Status.Should().Be(HttpStatusCode.ServiceUnavailable);

        ShouldBeLogged("GET /health/ready: the user service is not ready: PermissionDenied: Disk 9.");
    }

    [TestCase("/v1/users/1")]
    [TestCase("/v1/users/1/activity")]
    [TestCase("/api/users/get?id=1")]
    public async Task A_request_that_the_service_refuses_is_not_logged(string path)
    {
        var details = new Google.Rpc.Status
        {
            Code = (int)Code.NotFound,
            Message = "Nobody.",
            Details = { Any.Pack(new ErrorInfo { Reason = "USER_NOT_FOUND", Domain = "userservice" }) },
        };
        Service.Behaviour = context => FakeUserService.FailAsync(context, StatusCode.NotFound, "Nobody.", details);

        (await Http.SendAsync("GET", path)).Response.IsSuccessStatusCode.Should().BeFalse();

        Gateway.Warnings.Should().NotContain(line => line.Contains("NOT_FOUND"));
    }

    private void ShouldBeLogged(string line) =>
        Gateway.Warnings.Should().ContainSingle(logged => logged.StartsWith(line, StringComparison.Ordinal));
}

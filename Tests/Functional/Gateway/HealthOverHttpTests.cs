using System.Net;
using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Gateway;

public sealed class HealthOverHttpTests : FakeServiceTests
{
    [Test]
    public async Task The_gateway_is_alive_whatever_the_service_does()
    {
        Service.Behaviour = context => FakeUserService.FailAsync(context, StatusCode.Internal, "No.");

        (await Http.SendAsync("GET", "/health")).Body.Should().Be("ok");
        Service.Calls.Should().BeEmpty();
    }

    [Test]
    public async Task The_gateway_is_ready_when_the_service_answers()
    {
        Service.Behaviour = context => FakeUserService.FailAsync(context, StatusCode.PermissionDenied, "No.");
        (await ReadyAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe(
            503, "UNAVAILABLE", "The user service does not answer as it should.", "NOT_READY");

        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [new ListUsersResponse()]);

        (await ReadyAsync(HttpStatusCode.OK)).Body.Should().Be("ok");
    }

    [Test]
    public async Task Many_probes_are_one_call_of_the_service()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [new ListUsersResponse()]);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Http.SendAsync("GET", "/health/ready")));

        Service.Calls.Should().HaveCountLessThan(10);
    }

    // What was found out is good for a second.
    private async Task<Answer> ReadyAsync(HttpStatusCode expected)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await Http.SendAsync("GET", "/health/ready");
            if (answer.Status == expected || TimeProvider.System.GetElapsedTime(start) > Patience.Limit)
            {
                return answer;
            }
        }
    }
}

using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>Calls that the gateway sends again when the service was away.</summary>
public sealed class RepeatedCallTests : FakeServiceTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Gateway:DeadlineSeconds"] = "5",
    };

    [Test]
    public async Task An_event_is_sent_again_while_the_service_is_away()
    {
        Service.Behaviour = context => Service.Calls.Count < 3
            ? FakeUserService.FailAsync(context, StatusCode.Unavailable, "The server is stopping.")
            : FakeUserService.AnswerAsync(context, [new RecordActivityResponse { UserId = "1", EventId = "a", Sequence = 7 }]);

        var answer = await Http.SendAsync("POST", "/v1/users/1/activity", """{"event_type":"login","event_id":"a"}""");

        answer.Body.Should().Be("""{"user_id":"1","event_id":"a","sequence":"7"}""" + "\n");
        Service.Calls.Should().Equal("RecordActivity", "RecordActivity", "RecordActivity");
    }

    [Test]
    public async Task What_is_not_answered_is_sent_again_in_its_order()
    {
        Service.Behaviour = context => Service.Calls.Count switch
        {
            1 => FakeUserService.AnswerAsync(context, [Recorded("a", 7)], StatusCode.Unavailable, "The server is stopping."),
            2 => FakeUserService.FailAsync(context, StatusCode.Unavailable, "The server is stopping."),
            _ => FakeUserService.AnswerAsync(context, [Recorded("b", 8)]),
        };

        var answer = await Http.SendBytesAsync(
            "POST",
            "/v1/users/1/activity",
            "{\"event_type\":\"login\",\"event_id\":\"a\"}\n{\"event_type\":\"logout\",\"event_id\":\"b\"}\n"u8.ToArray(),
            "application/x-ndjson");

        answer.Body.Should().Be(
            """
            {"result":{"user_id":"1","event_id":"a","sequence":"7"}}
            {"result":{"user_id":"1","event_id":"b","sequence":"8"}}

            """);
        Service.Calls.Should().Equal("RecordActivity", "RecordActivity", "RecordActivity");
    }

    [TestCase("POST", "/v1/users", """{"name":"Ann"}""", "CreateUser", 2)]
    [TestCase("PATCH", "/v1/users/1", """{"name":"Ann","etag":"\"1\""}""", "UpdateUser", 2)]
    [TestCase("PATCH", "/v1/users/1", """{"name":"Ann"}""", "UpdateUser", 1)]
    [TestCase("DELETE", "/v1/users/1", null, "DeleteUser", 1)]
    public async Task A_change_is_sent_again_if_that_is_safe(string verb, string path, string? body, string rpc, int times)
    {
        Service.Behaviour = context => Service.Calls.Count == 1
            ? FakeUserService.FailAsync(context, StatusCode.Unavailable, "The server is stopping.")
            : FakeUserService.AnswerAsync(context, [Alice]);

        var answer = await Http.SendAsync(verb, path, body);

        answer.Response.IsSuccessStatusCode.Should().Be(times == 2);
        Service.Calls.Should().Equal(Enumerable.Repeat(rpc, times));
    }

    private static RecordActivityResponse Recorded(string eventId, long sequence) =>
        new() { UserId = "1", EventId = eventId, Sequence = sequence };
}

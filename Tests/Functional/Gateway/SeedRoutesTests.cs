using System.Net;
using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>
/// The routes of the gateway that this one replaces. What they answered is in Seed/, recorded by the program there.
/// </summary>
public sealed class SeedRoutesTests : FakeServiceTests
{
    private static readonly User Bob = new() { Id = "2", Name = "Bob", Email = "bob@example.com", Role = "designer" };
    private static readonly User Charlie = new() { Id = "3", Name = "Charlie", Email = "charlie@example.com", Role = "manager" };

    [Test]
    public async Task The_list_of_users_is_the_same_to_the_byte()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(
            context, [new ListUsersResponse { Users = [.. new[] { Alice, Bob, Charlie }.Select(AsNow)], TotalCount = 3 }]);

        await ShouldBeRecordedAsync("/api/users", "users.http");
        Service.Calls.Should().Equal("ListUsers");
    }

    [Test]
    public async Task An_empty_list_is_the_same_to_the_byte()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [new ListUsersResponse()]);

        await ShouldBeRecordedAsync("/api/users", "empty.http");
    }

    [Test]
    public async Task A_user_is_the_same_to_the_byte()
    {
        var created = "2026-11-22T18:24:16Z";
        Service.Behaviour = context => FakeUserService.AnswerAsync(
            context, [AsNow(Alice with { Id = "user-123", Name = "Alice Johnson", CreatedAt = created })]);

        await ShouldBeRecordedAsync("/api/users/get?id=user-123", "user.http");
    }

    [Test]
    public async Task Characters_are_escaped_as_before()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(
            context, [Alice with { Name = "<b>&amp;</b> \"quoted\" \\ é 😀 \u2028 \u007f \n\r\t\u0001 '+`" }]);

        await ShouldBeRecordedAsync("/api/users/get?id=1", "escapes.http");
    }

    [TestCase("/api/users/get")]
    [TestCase("/api/users/get?id=")]
    [TestCase("/api/users/get?name=x")]
    public async Task A_missing_id_is_refused_as_before(string path)
    {
        await ShouldBeRecordedAsync(path, "missing-id.http");
        Service.Calls.Should().BeEmpty();
    }

    [Test]
    public async Task A_failure_of_the_service_is_told_as_before()
    {
        Service.Behaviour = context => FakeUserService.FailAsync(
            context, StatusCode.NotFound, "no user", new Google.Rpc.Status { Code = 5, Message = "no user" });

        await ShouldBeRecordedAsync("/api/users/get?id=x", "get-failed.http");
        await ShouldBeRecordedAsync("/api/users", "list-failed.http");
    }

    [Test]
    public async Task Health_is_the_same_to_the_byte()
    {
        await ShouldBeRecordedAsync("/health", "health.http");
    }

    [TestCase("/api/users?page_size=3")]
    [TestCase("/api/users/get?id=1&id=2&x=%zz")]
    public async Task What_is_not_known_is_ignored_as_before(string path)
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(
            context, path.Contains("get") ? [Alice] : [new ListUsersResponse { Users = [Alice] }]);

        (await Http.SendAsync("GET", path)).Status.Should().Be(HttpStatusCode.OK);
    }

    // A user has fields now that it had not then.
    private static User AsNow(User user) => user with { UpdatedAt = "2026-11-22T18:24:17Z", ETag = "\"1\"" };

    // The recording has the status, the headers that matter, and the body.
    private async Task ShouldBeRecordedAsync(string path, string recording)
    {
        var answer = await Http.SendAsync("GET", path);

        var recorded = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Tests", "Functional", "Gateway", "Seed", recording));
        $"{(int)answer.Status}\nContent-Type: {answer.ContentType}\n\n{answer.Body}".Should().Be(recorded);
    }
}

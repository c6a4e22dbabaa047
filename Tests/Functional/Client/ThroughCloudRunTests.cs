using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;

namespace CodeFirst.Tests.Functional.Client;

public sealed class ThroughCloudRunTests : CloudRunTests
{
    [Test]
    public async Task Every_rpc_goes_through_TLS_and_the_front_end()
    {
        var users = Connect();

        var created = await users.CreateUserAsync(new CreateUserRequest { Name = "Zoë", Email = NewEmail() });
        var changed = await users.UpdateUserAsync(new UpdateUserRequest { Id = created.Id, Role = "admin" });
        var got = await users.GetUserAsync(new GetUserRequest { Id = created.Id });
        var listed = await users.ListUsersAsync(new ListUsersRequest { Filter = $"id = \"{created.Id}\"" });
        var recorded = await users
            .RecordActivityAsync(new[] { Event("a"), Event("b") }.ToAsyncEnumerable()).ToListAsync();
        var events = await users.StreamUserActivityAsync(new StreamActivityRequest { UserId = created.Id }).ToListAsync();
        await users.DeleteUserAsync(new DeleteUserRequest { Id = created.Id });

        got.Should().Be(changed);
        listed.Users.Should().Equal(changed);
        recorded.Select(one => one.EventId).Should().Equal("a", "b");
        events.Select(one => one.Sequence).Should().Equal(1, 2, 3, 4);
        FrontEnd.Requests.Should().HaveCount(7);
        FrontEnd.Requests.Should().AllSatisfy(request => request.Headers.Should().NotContainKey("x-serverless-authorization"));

        RecordActivityRequest Event(string id) => new() { UserId = created.Id, EventType = "login", EventId = id };
    }

    [Test]
    public async Task Events_are_followed_while_they_are_recorded()
    {
        var users = Connect();
        var user = await CreateUserAsync();
        await using var followed = users
            .StreamUserActivityAsync(new StreamActivityRequest { UserId = user.Id, Follow = true }).GetAsyncEnumerator();
        await followed.MoveNextAsync().AsTask().WaitAsync(Soon);

        await RecordAsync(new RecordActivityRequest { UserId = user.Id, EventType = "login", EventId = "live" });

        (await followed.MoveNextAsync().AsTask().WaitAsync(Soon)).Should().BeTrue();
        followed.Current.EventId.Should().Be("live");
    }

    [Test]
    public async Task A_token_for_the_audience_is_sent_beside_the_callers_own_Authorization()
    {
        FrontEnd.Audience = NewAudience();
        var users = Connect(options => options.Audience = FrontEnd.Audience);
        var user = await CreateUserAsync();

        var got = await users.GetUserAsync(
            new GetUserRequest { Id = user.Id }, new Grpc.Core.CallOptions(new Grpc.Core.Metadata { { "authorization", "Bearer own" } }));

        got.Should().Be(user);
        var request = FrontEnd.Requests.Single();
        request.Header("authorization").Should().Be("Bearer own");
        FakeIdTokens.FindAudience(request.Header("x-serverless-authorization")!["Bearer ".Length..]).Should().Be(FrontEnd.Audience);
    }
}

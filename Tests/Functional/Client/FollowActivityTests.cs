using CodeFirst.Calling;
using CodeFirst.Client;
using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Client;

public sealed class FollowActivityTests : ClientTests
{
    [Test]
    public async Task A_follower_gets_what_is_stored_and_what_comes()
    {
        var user = await CreateUserAsync();
        await RecordAsync([.. Enumerable.Repeat(new RecordActivityRequest { UserId = user.Id, EventType = "login" }, 3)]);
        await using var follower = Users.FollowActivityAsync(user.Id, afterSequence: 2).GetAsyncEnumerator();

        var stored = new[] { await NextAsync(follower), await NextAsync(follower) };
        await RecordAsync(new RecordActivityRequest { UserId = user.Id, EventType = "logout" });
        var live = await NextAsync(follower);

        stored.Select(next => next.Sequence).Should().Equal(3, 4);
        (live.Sequence, live.EventType).Should().Be((5, "logout"));
    }

    [Test]
    public async Task A_follower_of_an_unknown_user_fails_with_NOT_FOUND()
    {
        var follow = () => Users.FollowActivityAsync("user-0").ToListAsync().AsTask().WaitAsync(Soon);

        var error = (await follow.Should().ThrowAsync<RpcException>()).Which;
        (error.StatusCode, error.Reason).Should().Be((StatusCode.NotFound, "USER_NOT_FOUND"));
        error.TryGetResource(out var resource).Should().BeTrue();
        (resource!.Type, resource.Name).Should().Be(("userservice.User", "user-0"));
        error.ReasonMetadata.Should().Contain("id", "user-0");
    }

    [Test]
    public async Task A_follower_ends_with_NOT_FOUND_when_the_user_is_deleted()
    {
        var user = await CreateUserAsync();
        await using var follower = Users.FollowActivityAsync(user.Id).GetAsyncEnumerator();
        await NextAsync(follower);

        await Users.DeleteUserAsync(new DeleteUserRequest { Id = user.Id });

        (await Failure.OfAsync(follower.MoveNextAsync())).ShouldBeUserNotFound(user.Id);
    }

    [Test]
    public async Task A_negative_sequence_is_refused()
    {
        var user = await CreateUserAsync();

        var follow = () => Users.FollowActivityAsync(user.Id, -1).ToListAsync().AsTask().WaitAsync(Soon);

        (await follow.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.InvalidArgument);
    }

    [Test]
    public async Task A_cancelled_follower_throws_OperationCanceledException()
    {
        using var cancellation = new CancellationTokenSource();
        var user = await CreateUserAsync();
        await using var follower = Users.FollowActivityAsync(user.Id).GetAsyncEnumerator(cancellation.Token);
        await NextAsync(follower);
        var next = follower.MoveNextAsync().AsTask();

        await cancellation.CancelAsync();

        await FluentActions.Awaiting(() => next.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
    }

    private static async Task<ActivityEvent> NextAsync(IAsyncEnumerator<ActivityEvent> events)
    {
        (await events.MoveNextAsync().AsTask().WaitAsync(Soon)).Should().BeTrue();

        return events.Current;
    }
}

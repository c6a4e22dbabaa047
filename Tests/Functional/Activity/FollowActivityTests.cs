using CodeFirst.Contracts;
using CodeFirst.Server.Activity;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CodeFirst.Tests.Functional.Activity;

public sealed class FollowActivityTests(string provider) : StoreTests(provider)
{
    private const int Recorders = 4;
    private const int EventsPerRecorder = 250;
    private const int AllEvents = 1 + (Recorders * EventsPerRecorder);

    [Test]
    public async Task Follower_gets_what_is_stored_and_then_each_event_as_it_is_recorded()
    {
        var user = await CreateUserAsync();
        await using var follower = Follow(user.Id);

        (await NextAsync(follower)).EventType.Should().Be("user.created");
        await RecordAsync(new RecordActivityRequest { UserId = user.Id, EventType = "login", EventId = "one" });
        var recorded = await NextAsync(follower);
        await Client.UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Bea" });
        var updated = await NextAsync(follower);

        (recorded.EventType, recorded.Sequence, recorded.EventId).Should().Be(("login", 2, "one"));
        (updated.EventType, updated.Sequence).Should().Be(("user.updated", 3));
        (await ReadActivityAsync(user.Id, afterSequence: 1)).Should().Equal(recorded, updated);
    }

    [Test]
    public async Task Follower_that_resumes_gets_only_what_it_has_not()
    {
        var user = await CreateUserAsync();
        await RecordAsync([.. Enumerable.Repeat(new RecordActivityRequest { UserId = user.Id, EventType = "login" }, 3)]);

        await using var follower = Follow(user.Id, afterSequence: 3);

        (await NextAsync(follower)).Sequence.Should().Be(4);
        await RecordAsync(new RecordActivityRequest { UserId = user.Id, EventType = "login" });
        (await NextAsync(follower)).Sequence.Should().Be(5);
    }

    [Test]
    public async Task Follower_ahead_of_the_events_waits_for_its_own()
    {
        var user = await CreateUserAsync();
        await using var follower = Follow(user.Id, afterSequence: 3);
        var next = NextAsync(follower);
        ShouldHaveFollowers(user.Id, true);

        await RecordAsync([.. Enumerable.Repeat(new RecordActivityRequest { UserId = user.Id, EventType = "login" }, 3)]);

        (await next).Sequence.Should().Be(4);
    }

    [Test]
    public async Task Followers_get_every_event_once_and_in_order_from_concurrent_recorders()
    {
        var user = await CreateUserAsync();
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var recorded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var followers = new List<Task<List<ActivityEvent>>>
        {
            TakeAsync(Task.CompletedTask, Task.CompletedTask),
            TakeAsync(Task.CompletedTask, Task.CompletedTask),
            TakeAsync(half.Task, Task.CompletedTask),
            TakeAsync(half.Task, Task.CompletedTask),
            TakeAsync(Task.CompletedTask, recorded.Task),
        };
        ShouldHaveFollowers(user.Id, true);
        await Task.WhenAll(Enumerable.Range(0, Recorders).Select(RecordAsync)).WaitAsync(Soon);
        recorded.SetResult();
        var received = await Task.WhenAll(followers).WaitAsync(Soon);

        var stored = await ReadActivityAsync(user.Id);
        stored.Select(one => one.Sequence).Should().Equal(Enumerable.Range(1, AllEvents).Select(i => (long)i));
        received.Should().AllSatisfy(events => events.Should().Equal(stored));
        for (var recorder = 0; recorder < Recorders; recorder++)
        {
            stored.Select(one => one.EventId).Where(id => id.StartsWith($"{recorder}:", StringComparison.Ordinal))
                .Should().Equal(Enumerable.Range(0, EventsPerRecorder).Select(i => $"{recorder}:{i}"));
        }

        async Task RecordAsync(int recorder)
        {
            var sequences = await Client.RecordActivityAsync(NewEvents()).Select(answer => answer.Sequence).ToListAsync();
            sequences.Should().HaveCount(EventsPerRecorder).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();

            async IAsyncEnumerable<RecordActivityRequest> NewEvents()
            {
                for (var i = 0; i < EventsPerRecorder; i++)
                {
                    if (i == EventsPerRecorder / 2)
                    {
                        half.TrySetResult();
                    }

                    await Task.Yield();
                    yield return new RecordActivityRequest
                    {
                        UserId = user.Id,
                        EventType = "load",
                        EventId = $"{recorder}:{i}",
                        Description = new string('x', 1000),
                    };
                }
            }
        }

        // Joins at one moment; reads its first event then, and the others only at another.
        async Task<List<ActivityEvent>> TakeAsync(Task join, Task readOn)
        {
            await join;
            await using var follower = Follow(user.Id);
            var events = new List<ActivityEvent> { await NextAsync(follower) };
            await readOn;
            while (events.Count < AllEvents)
            {
                events.Add(await NextAsync(follower));
            }

            return events;
        }
    }

    [Test]
    public async Task Followers_of_a_user_that_is_deleted_end_with_NOT_FOUND()
    {
        var user = await CreateUserAsync();
        await using var first = Follow(user.Id);
        await using var second = Follow(user.Id);
        await NextAsync(first);
        await NextAsync(second);

        await Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id });

        (await Failure.OfAsync(first.MoveNextAsync())).ShouldBeUserNotFound(user.Id);
        (await Failure.OfAsync(second.MoveNextAsync())).ShouldBeUserNotFound(user.Id);
        ShouldHaveFollowers(user.Id, false);
    }

    [Test]
    public async Task Follower_that_cancels_ends_and_is_forgotten()
    {
        var user = await CreateUserAsync();
        using var cancelled = new CancellationTokenSource();
        await using var follower = Follow(user.Id, cancellationToken: cancelled.Token);
        await using var other = Follow(user.Id);
        await NextAsync(follower);
        await NextAsync(other);

        await cancelled.CancelAsync();

        (await FluentActions.Awaiting(() => NextAsync(follower)).Should().ThrowAsync<Exception>())
            .Which.Should().Match(error =>
                error is OperationCanceledException || (error is RpcException && ((RpcException)error).StatusCode == StatusCode.Cancelled));
        await RecordAsync(new RecordActivityRequest { UserId = user.Id, EventType = "login" });
        (await NextAsync(other)).Sequence.Should().Be(2);
        await other.DisposeAsync();
        ShouldHaveFollowers(user.Id, false);
    }

    [Test]
    public async Task Follower_with_a_deadline_ends_with_DEADLINE_EXCEEDED()
    {
        var user = await CreateUserAsync();
        var request = new StreamActivityRequest { UserId = user.Id, Follow = true };

        var follower = Client.StreamUserActivityAsync(request, new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(300)));

        (await FluentActions.Awaiting(() => follower.CountAsync().AsTask().WaitAsync(Soon)).Should().ThrowAsync<RpcException>())
            .Which.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        ShouldHaveFollowers(user.Id, false);
    }

    [Test]
    public async Task Stop_of_the_server_ends_followers_with_UNAVAILABLE()
    {
        using var server = await StartAsync();
        var user = await server.Client.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = NewEmail() });
        var request = new StreamActivityRequest { UserId = user.Id, Follow = true };
        await using var follower = server.Client.StreamUserActivityAsync(request).GetAsyncEnumerator();
        await NextAsync(follower);

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var failure = await Failure.OfAsync(follower.MoveNextAsync());
        failure.ShouldBe(StatusCode.Unavailable, "The server is stopping. Call again; another instance answers.", "SERVER_STOPPING");
        failure.ShouldSayRetry();
        server.Errors.Should().BeEmpty();
    }

    private IAsyncEnumerator<ActivityEvent> Follow(string userId, long afterSequence = 0, CancellationToken cancellationToken = default) =>
        Client.StreamUserActivityAsync(new StreamActivityRequest { UserId = userId, AfterSequence = afterSequence, Follow = true })
            .GetAsyncEnumerator(cancellationToken);

    private static async Task<ActivityEvent> NextAsync(IAsyncEnumerator<ActivityEvent> events)
    {
        (await events.MoveNextAsync().AsTask().WaitAsync(Soon)).Should().BeTrue();

        return events.Current;
    }

    private void ShouldHaveFollowers(string userId, bool expected)
    {
        var feed = Server.Services.GetRequiredService<ActivityFeed>();
        Assert.That(() => feed.HasFollowers(userId), Is.EqualTo(expected).After(20).Seconds.PollEvery(5).MilliSeconds);
    }
}

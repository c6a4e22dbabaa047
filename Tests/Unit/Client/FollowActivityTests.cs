using System.Runtime.CompilerServices;
using CodeFirst.Client;
using CodeFirst.Client.Activity;
using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Unit.Client;

public sealed class FollowActivityTests : ScriptedStreamTests
{
    [Test]
    public async Task Events_that_were_handed_out_already_are_dropped()
    {
        Stream([1, 2, 2, 1, 3], StatusCode.Unavailable);
        Stream([2, 3, 4], StatusCode.NotFound);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1, 2, 3, 4);
    }

    [Test]
    public async Task A_gap_is_read_again()
    {
        Stream([1, 3], StatusCode.NotFound);
        Stream([2, 3], StatusCode.NotFound);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1, 2, 3);
        ResumedAfter.Should().Equal(0, 1);
    }

    [Test]
    public async Task A_gap_that_stays_is_an_error()
    {
        Stream([1, 3], StatusCode.NotFound, times: 100);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1);
        (followed.Error.StatusCode, followed.Error.Status.Detail).Should()
            .Be((StatusCode.DataLoss, "The server left out the events between 1 and 3."));
    }

    [Test]
    public async Task A_server_without_sequences_cannot_be_followed()
    {
        Stream([0, 0], StatusCode.Unavailable, times: 100);

        var followed = await FollowAsync();

        followed.Sequences.Should().BeEmpty();
        followed.Error.StatusCode.Should().Be(StatusCode.Unimplemented);
        ResumedAfter.Should().ContainSingle();
    }

    [Test]
    public async Task A_stream_that_ends_well_is_opened_again()
    {
        Streams.Add(() => [new ActivityEvent { Sequence = 1 }]);
        Stream([2], StatusCode.NotFound);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1, 2);
    }

    [Test]
    public async Task A_stream_that_ends_well_again_and_again_is_an_error()
    {
        Streams.AddRange(Enumerable.Repeat<Func<IEnumerable<ActivityEvent>>>(() => [], 100));

        var followed = await FollowAsync();

        (followed.Error.StatusCode, followed.Error.Status.Detail).Should().Be((StatusCode.Internal, "The stream of a follower ended."));
        ResumedAfter.Should().HaveCount(10);
    }

    [Test]
    public async Task Headers_are_sent_with_each_stream()
    {
        Stream([8], StatusCode.Unavailable);
        Stream([9], StatusCode.NotFound);
        var sent = new List<string?>();
        var users = new ScriptedUserService
        {
            OnStreamUserActivity = (request, context) =>
            {
                sent.Add($"{request.AfterSequence} {context.CallOptions.Headers?.GetValue("authorization")}");

                return Events(Streams[sent.Count - 1]);
            },
        };

        var follow = () => users
            .FollowActivityAsync(
                new StreamActivityRequest { UserId = "user-1", AfterSequence = 7 },
                new CallOptions(new Metadata { { "authorization", "Bearer a" } }))
            .ToListAsync().AsTask();

        (await follow.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.NotFound);
        sent.Should().Equal("7 Bearer a", "8 Bearer a");
    }

    [Test]
    public async Task Cancellation_during_a_stream_throws_OperationCanceledException()
    {
        using var cancellation = new CancellationTokenSource();
        Streams.Add(() =>
        {
            cancellation.Cancel();
            throw Error(StatusCode.Cancelled);
        });

        var follow = () => FollowAsync(cancellationToken: cancellation.Token);

        (await follow.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancellation.Token);
        ResumedAfter.Should().ContainSingle();
    }

    [Test]
    public async Task Cancellation_during_a_wait_throws_OperationCanceledException()
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var opened = new TaskCompletionSource();
        var users = new ScriptedUserService
        {
            OnStreamUserActivity = (_, _) =>
            {
                opened.TrySetResult();

                return Events(() => throw Error(StatusCode.Unavailable));
            },
        };
        var following = new ActivityFollower(users, clock).FollowAsync("user-1", 0, cancellation.Token).ToListAsync().AsTask();
        await opened.Task;

        await cancellation.CancelAsync();

        await FluentActions.Awaiting(() => following.WaitAsync(TimeSpan.FromSeconds(20))).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_follower_that_leaves_closes_the_stream()
    {
        var isClosed = false;
        var users = new ScriptedUserService { OnStreamUserActivity = (_, context) => Endless(context.CancellationToken) };

        var first = await new ActivityFollower(users, Clock).FollowAsync("user-1", 0, default).FirstAsync();

        first.Sequence.Should().Be(1);
        isClosed.Should().BeTrue();

        async IAsyncEnumerable<ActivityEvent> Endless([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                yield return new ActivityEvent { Sequence = 1 };
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
            finally
            {
                isClosed = true;
            }
        }
    }
}

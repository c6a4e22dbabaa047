using System.Runtime.CompilerServices;
using CodeFirst.Client.Activity;
using CodeFirst.Contracts;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Unit.Client;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FollowActivityTests
{
    private readonly ImpatientClock _clock = new();
    private readonly List<long> _resumedAfter = [];
    private readonly List<Func<IEnumerable<ActivityEvent>>> _streams = [];

    private static readonly StatusCode[] Doubtful =
    [
        StatusCode.Aborted, StatusCode.Cancelled, StatusCode.DataLoss, StatusCode.DeadlineExceeded, StatusCode.Internal,
        StatusCode.ResourceExhausted, StatusCode.Unknown,
    ];

    private static readonly StatusCode[] Final =
    [
        StatusCode.AlreadyExists, StatusCode.FailedPrecondition, StatusCode.InvalidArgument, StatusCode.NotFound, StatusCode.OutOfRange,
        StatusCode.PermissionDenied, StatusCode.Unauthenticated, StatusCode.Unimplemented,
    ];

    [TestCase(StatusCode.Unavailable)]
    [TestCaseSource(nameof(Doubtful))]
    public async Task A_cut_stream_is_opened_again_after_the_last_event_handed_out(StatusCode cut)
    {
        Stream([3, 4], cut);
        Stream([], cut);
        Stream([5], StatusCode.NotFound);

        var followed = await FollowAsync(after: 2);

        followed.Sequences.Should().Equal(3, 4, 5);
        followed.Error.StatusCode.Should().Be(StatusCode.NotFound);
        _resumedAfter.Should().Equal(2, 4, 4);
    }

    [TestCaseSource(nameof(Final))]
    public async Task An_error_that_no_repetition_can_heal_is_thrown_at_once(StatusCode code)
    {
        Stream([1], code);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1);
        (followed.Error.StatusCode, followed.Error.Status.Detail).Should().Be((code, "cut 1"));
        _clock.Waits.Should().BeEmpty();
    }

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
        _resumedAfter.Should().Equal(0, 1);
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
        _resumedAfter.Should().ContainSingle();
    }

    [Test]
    public async Task UNAVAILABLE_is_tried_for_ever()
    {
        Stream([], StatusCode.Unavailable, times: 1000);
        Stream([1], StatusCode.NotFound);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1);
    }

    [TestCaseSource(nameof(Doubtful))]
    public async Task An_error_that_may_be_a_fault_is_thrown_the_tenth_time_in_a_row(StatusCode code)
    {
        Stream([], code, times: 100);

        var followed = await FollowAsync();

        followed.Error.StatusCode.Should().Be(code);
        _resumedAfter.Should().HaveCount(10);
    }

    [Test]
    public async Task An_event_begins_the_row_anew()
    {
        for (var sequence = 1; sequence <= 5; sequence++)
        {
            Stream([sequence], StatusCode.Internal);
            Stream([], StatusCode.Internal, times: 8);
        }

        Stream([6], StatusCode.NotFound);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1, 2, 3, 4, 5, 6);
    }

    [Test]
    public async Task A_minute_of_standing_begins_the_row_anew()
    {
        for (var i = 0; i < 100; i++)
        {
            _streams.Add(() =>
            {
                _clock.Advance(TimeSpan.FromMinutes(1));
                throw Error(StatusCode.Internal);
            });
        }

        Stream([1], StatusCode.NotFound);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1);
        _clock.Waits.Should().HaveCount(100).And.OnlyContain(wait => wait <= TimeSpan.FromSeconds(0.25));
    }

    [Test]
    public async Task A_stream_that_ends_well_is_opened_again()
    {
        _streams.Add(() => [new ActivityEvent { Sequence = 1 }]);
        Stream([2], StatusCode.NotFound);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1, 2);
    }

    [Test]
    public async Task Waits_double_up_to_half_a_minute_and_half_of_each_is_chance()
    {
        Stream([], StatusCode.Unavailable, times: 12);
        Stream([1], StatusCode.Unavailable);
        Stream([], StatusCode.NotFound);

        await FollowAsync();

        var longest = new[] { 0.25, 0.5, 1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 0.25 };
        _clock.Waits.Should().HaveCount(longest.Length);
        _clock.Waits.Zip(longest).Should().OnlyContain(wait =>
            wait.First.TotalSeconds >= wait.Second / 2 && wait.First.TotalSeconds <= wait.Second);
        _clock.Waits.Zip(longest, (wait, limit) => wait.TotalSeconds / limit).Distinct().Should().HaveCountGreaterThan(10);
    }

    [TestCase(5, 5)]
    [TestCase(3_000_000, 300)] // a server that asks for a month is not believed
    public async Task A_wait_is_not_shorter_than_the_server_asks(long asked, double expected)
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.Unavailable };
        status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = new Duration { Seconds = asked } }));
        _streams.Add(() => throw status.ToRpcException());
        Stream([], StatusCode.NotFound);

        await FollowAsync();

        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(expected));
    }

    [Test]
    public async Task Cancellation_during_a_stream_throws_OperationCanceledException()
    {
        using var cancellation = new CancellationTokenSource();
        _streams.Add(() =>
        {
            cancellation.Cancel();
            throw Error(StatusCode.Cancelled);
        });

        var follow = () => FollowAsync(cancellationToken: cancellation.Token);

        (await follow.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancellation.Token);
        _resumedAfter.Should().ContainSingle();
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

        var first = await new ActivityFollower(users, _clock).FollowAsync("user-1", 0, default).FirstAsync();

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

    private void Stream(long[] sequences, StatusCode end, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _streams.Add(() => sequences
                .Select(sequence => new ActivityEvent { Sequence = sequence })
                .Concat(new[] { 1 }.Select<int, ActivityEvent>(_ => throw Error(end))));
        }
    }

    private RpcException Error(StatusCode code) => new(new Grpc.Core.Status(code, $"cut {_resumedAfter.Count}"));

    private async Task<(List<long> Sequences, RpcException Error)> FollowAsync(
        long after = 0, CancellationToken cancellationToken = default)
    {
        var users = new ScriptedUserService { OnStreamUserActivity = Open };
        var sequences = new List<long>();
        var follow = async () =>
        {
            await foreach (var next in new ActivityFollower(users, _clock).FollowAsync("user-1", after, cancellationToken))
            {
                sequences.Add(next.Sequence);
            }
        };

        try
        {
            await follow();
        }
        catch (RpcException error)
        {
            return (sequences, error);
        }

        throw new AssertionException("A follower ends with an error.");
    }

    private IAsyncEnumerable<ActivityEvent> Open(StreamActivityRequest request, CallContext context)
    {
        (request.UserId, request.Follow).Should().Be(("user-1", true));
        context.CallOptions.Deadline.Should().BeNull("a stream has none");
        _resumedAfter.Add(request.AfterSequence);

        return Events(_streams[_resumedAfter.Count - 1]);
    }

    private static async IAsyncEnumerable<ActivityEvent> Events(Func<IEnumerable<ActivityEvent>> script)
    {
        await Task.Yield();
        foreach (var next in script())
        {
            yield return next;
        }
    }
}

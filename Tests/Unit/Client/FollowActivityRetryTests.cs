using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Tests.Unit.Client;

/// <summary>After which errors a stream is opened again, and when.</summary>
public sealed class FollowActivityRetryTests : ScriptedStreamTests
{
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
        ResumedAfter.Should().Equal(2, 4, 4);
    }

    [TestCaseSource(nameof(Final))]
    public async Task An_error_that_no_repetition_can_heal_is_thrown_at_once(StatusCode code)
    {
        Stream([1], code);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1);
        (followed.Error.StatusCode, followed.Error.Status.Detail).Should().Be((code, "cut 1"));
        Clock.Waits.Should().BeEmpty();
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
        ResumedAfter.Should().HaveCount(10);
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
            Streams.Add(() =>
            {
                Clock.Advance(TimeSpan.FromMinutes(1));
                throw Error(StatusCode.Internal);
            });
        }

        Stream([1], StatusCode.NotFound);

        var followed = await FollowAsync();

        followed.Sequences.Should().Equal(1);
        Clock.Waits.Should().HaveCount(100).And.OnlyContain(wait => wait <= TimeSpan.FromSeconds(0.25));
    }

    [Test]
    public async Task Waits_double_up_to_half_a_minute_and_half_of_each_is_chance()
    {
        Stream([], StatusCode.Unavailable, times: 12);
        Stream([1], StatusCode.Unavailable);
        Stream([], StatusCode.NotFound);

        await FollowAsync();

        var longest = new[] { 0.25, 0.5, 1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 0.25 };
        Clock.Waits.Should().HaveCount(longest.Length);
        Clock.Waits.Zip(longest).Should().OnlyContain(wait =>
            wait.First.TotalSeconds >= wait.Second / 2 && wait.First.TotalSeconds <= wait.Second);
        Clock.Waits.Zip(longest, (wait, limit) => wait.TotalSeconds / limit).Distinct().Should().HaveCountGreaterThan(10);
    }

    [TestCase(5, 5, 5)]
    [TestCase(3_000_000, 300, 300)] // a server that asks for a month is not believed
    [TestCase(0, 0.125, 0.25)] // and none that asks for none
    public async Task A_wait_is_not_shorter_than_the_server_asks(long asked, double shortest, double longest)
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.Unavailable };
        status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = new Duration { Seconds = asked } }));
        Streams.Add(() => throw status.ToRpcException());
        Stream([], StatusCode.NotFound);

        await FollowAsync();

        Clock.Waits.Should().ContainSingle().Which.TotalSeconds.Should().BeInRange(shortest, longest);
    }
}

using CodeFirst.Client;
using CodeFirst.Contracts;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Unit.Client;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ActivityRecorderTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly RecordingService _service = new();
    private readonly ImpatientClock _clock = new();

    [Test]
    public async Task An_event_is_answered_with_its_sequence()
    {
        await using var recorder = Recorder();

        var answer = await recorder.RecordAsync(Event("a")).WaitAsync(Soon);

        answer.Should().Be(new RecordActivityResponse { UserId = "user-1", EventId = "a", Sequence = 1 });
    }

    [Test]
    public async Task Events_are_stored_in_the_order_of_the_calls_over_one_stream()
    {
        await using var recorder = Recorder();

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => recorder.RecordAsync(Event($"{i}")))).WaitAsync(Soon);

        answers.Select(answer => answer.EventId).Should().Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"));
        _service.Stored.Should().Equal(answers.Select(answer => answer.EventId));
        _service.Streams.Should().Be(1);
    }

    [Test]
    public async Task An_event_without_an_id_gets_one()
    {
        await using var recorder = Recorder();

        var first = await recorder.RecordAsync(Event("")).WaitAsync(Soon);
        var second = await recorder.RecordAsync(Event("")).WaitAsync(Soon);

        Guid.TryParse(first.EventId, out _).Should().BeTrue();
        second.EventId.Should().NotBe(first.EventId);
    }

    [Test]
    public async Task Nothing_is_opened_before_there_is_an_event()
    {
        await using var recorder = Recorder();

        _service.Streams.Should().Be(0);
    }

    [TestCase(StatusCode.Unavailable)]
    [TestCase(StatusCode.Internal)]
    [TestCase(StatusCode.Cancelled)]
    [TestCase(StatusCode.Unknown)]
    [TestCase(StatusCode.DeadlineExceeded)]
    public async Task What_was_not_answered_is_sent_again_in_order_and_stored_once(StatusCode cut)
    {
        // The first stream loses an event, the second the answer of an event that it has stored.
        _service.BeforeStoring = (stream, request) => stream == 1 && request.EventId == "3" ? RecordingService.Error(cut) : null;
        _service.AfterStoring = (stream, request) => stream == 2 && request.EventId == "6" ? RecordingService.Error(cut) : null;
        await using var recorder = Recorder();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => recorder.RecordAsync(Event($"{i}")))).WaitAsync(Soon);

        answers.Select(answer => answer.Sequence).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        _service.Stored.Should().Equal("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        _service.Received.Where(received => received.Stream == 2).Select(received => received.EventId).First().Should().Be("3");
        _service.Received.Where(received => received.Stream == 3).Select(received => received.EventId).First().Should().Be("6");
    }

    [TestCase(StatusCode.NotFound)]
    [TestCase(StatusCode.InvalidArgument)]
    public async Task A_refused_event_fails_and_it_alone(StatusCode code)
    {
        _service.BeforeStoring = (_, request) => request.EventId is "2" or "5" or "6" ? RecordingService.Error(code) : null;
        await using var recorder = Recorder();

        var calls = Enumerable.Range(0, 10).Select(i => recorder.RecordAsync(Event($"{i}"))).ToArray();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Soon);

        calls.Select((call, i) => call.IsFaulted ? i : -1).Where(i => i >= 0).Should().Equal(2, 5, 6);
        var error = await FluentActions.Awaiting(() => calls[5]).Should().ThrowAsync<RpcException>();
        (error.Which.StatusCode, error.Which.Status.Detail).Should().Be((code, $"{code} by the test"));
        _service.Stored.Should().Equal("0", "1", "3", "4", "7", "8", "9");
        _clock.Waits.Should().BeEmpty("a refusal says nothing about the service");
    }

    [Test]
    public async Task UNAVAILABLE_is_tried_for_ever()
    {
        _service.BeforeStoring = (stream, _) => stream <= 1000 ? RecordingService.Error(StatusCode.Unavailable) : null;
        await using var recorder = Recorder();

        var answer = await recorder.RecordAsync(Event("a")).WaitAsync(Soon);

        answer.Sequence.Should().Be(1);
        _service.Streams.Should().Be(1001);
    }

    [Test]
    public async Task An_error_that_may_be_a_fault_fails_all_that_wait_the_tenth_time_in_a_row()
    {
        _service.BeforeStoring = (stream, _) => stream <= 10 ? RecordingService.Error(StatusCode.Internal) : null;
        await using var recorder = Recorder(maxUnanswered: 2);

        var calls = Enumerable.Range(0, 5).Select(i => recorder.RecordAsync(Event($"{i}"))).ToArray();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Soon);
        var next = await recorder.RecordAsync(Event("next")).WaitAsync(Soon);

        calls.Should().OnlyContain(call => call.IsFaulted && ((RpcException)call.Exception!.InnerException!).StatusCode == StatusCode.Internal);
        next.Sequence.Should().Be(1);
        _service.Streams.Should().Be(11);
    }

    [TestCase(StatusCode.PermissionDenied)]
    [TestCase(StatusCode.Unauthenticated)]
    [TestCase(StatusCode.Unimplemented)]
    public async Task An_error_that_no_repetition_can_heal_fails_all_that_wait_and_the_recorder_goes_on(StatusCode code)
    {
        _service.BeforeStoring = (stream, _) => stream == 1 ? RecordingService.Error(code) : null;
        await using var recorder = Recorder();

        var failed = recorder.RecordAsync(Event("failed"));
        (await FluentActions.Awaiting(() => failed.WaitAsync(Soon)).Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(code);
        var next = await recorder.RecordAsync(Event("next")).WaitAsync(Soon);

        next.Sequence.Should().Be(1);
        _service.Stored.Should().Equal("next");
    }

    [Test]
    public async Task A_client_that_cannot_call_at_all_fails_the_events()
    {
        var users = new ScriptedUserService { OnRecordActivity = (_, _) => throw new ObjectDisposedException("channel") };
        await using var recorder = new ActivityRecorder(users, Options());

        var record = () => recorder.RecordAsync(Event("a")).WaitAsync(Soon);

        (await record.Should().ThrowAsync<ObjectDisposedException>()).Which.ObjectName.Should().Be("channel");
    }

    [Test]
    public async Task A_server_that_answers_another_event_is_not_believed()
    {
        var isWrong = true;
        _service.Answer = answer =>
        {
            var given = isWrong ? answer with { EventId = "other" } : answer;
            isWrong = false;

            return given;
        };
        await using var recorder = Recorder();

        var answer = await recorder.RecordAsync(Event("a")).WaitAsync(Soon);

        answer.EventId.Should().Be("a");
        _service.Streams.Should().Be(2);
    }

    [Test]
    public async Task No_more_than_the_bound_is_sent_ahead_of_the_answers()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = 0;
        var users = new ScriptedUserService { OnRecordActivity = (requests, _) => TakeAll(requests) };
        await using var recorder = new ActivityRecorder(users, Options(maxUnanswered: 3));

        var calls = Enumerable.Range(0, 10).Select(i => recorder.RecordAsync(Event($"{i}"))).ToArray();
        Assert.That(() => Volatile.Read(ref taken), Is.EqualTo(3).After(20_000, 5));
        gate.SetResult();
        await Task.WhenAll(calls).WaitAsync(Soon);

        taken.Should().Be(10);

        // Answers nothing until the gate opens, however much it is sent.
        async IAsyncEnumerable<RecordActivityResponse> TakeAll(IAsyncEnumerable<RecordActivityRequest> requests)
        {
            var received = System.Threading.Channels.Channel.CreateUnbounded<RecordActivityRequest>();
            var reading = ReadAsync();
            await gate.Task;
            Volatile.Read(ref taken).Should().Be(3);
            await foreach (var request in received.Reader.ReadAllAsync())
            {
                yield return new RecordActivityResponse { UserId = request.UserId, EventId = request.EventId };
            }

            await reading;

            async Task ReadAsync()
            {
                await foreach (var request in requests)
                {
                    Interlocked.Increment(ref taken);
                    received.Writer.TryWrite(request);
                }

                received.Writer.Complete();
            }
        }
    }

    [Test]
    public async Task Cancellation_of_one_call_leaves_the_others()
    {
        using var cancellation = new CancellationTokenSource();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.Hold = _ => gate.Task;
        await using var recorder = Recorder(maxUnanswered: 2);
        var sent = recorder.RecordAsync(Event("sent"), cancellation.Token);
        var other = recorder.RecordAsync(Event("other"));
        var waiting = recorder.RecordAsync(Event("waiting"), cancellation.Token);
        var last = recorder.RecordAsync(Event("last"));
        Assert.That(() => _service.Received.Count, Is.EqualTo(1).After(20_000, 5));

        await cancellation.CancelAsync();
        gate.SetResult();

        await FluentActions.Awaiting(() => sent.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        await FluentActions.Awaiting(() => waiting.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        (await other.WaitAsync(Soon)).Sequence.Should().Be(2);
        (await last.WaitAsync(Soon)).Sequence.Should().Be(3);
        _service.Stored.Should().Equal(["sent", "other", "last"], "what was on its way arrives; what was not, is not sent");
    }

    [Test]
    public async Task A_cancelled_event_is_not_sent_again()
    {
        using var cancellation = new CancellationTokenSource();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.Hold = _ => gate.Task;
        _service.BeforeStoring = (stream, _) => stream == 1 ? RecordingService.Error(StatusCode.Unavailable) : null;
        await using var recorder = Recorder();
        var cancelled = recorder.RecordAsync(Event("cancelled"), cancellation.Token);
        var other = recorder.RecordAsync(Event("other"));
        Assert.That(() => _service.Received.Count, Is.EqualTo(1).After(20_000, 5));

        await cancellation.CancelAsync();
        await FluentActions.Awaiting(() => cancelled.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        gate.SetResult();

        (await other.WaitAsync(Soon)).Sequence.Should().Be(1);
        _service.Stored.Should().Equal("other");
    }

    [Test]
    public async Task A_call_with_a_cancelled_token_sends_nothing()
    {
        await using var recorder = Recorder();

        var record = () => recorder.RecordAsync(Event("a"), new CancellationToken(canceled: true));

        await record.Should().ThrowAsync<OperationCanceledException>();
        await recorder.CompleteAsync().WaitAsync(Soon);
        _service.Received.Should().BeEmpty();
    }

    [Test]
    public async Task CompleteAsync_waits_for_all_answers_and_closes_the_stream()
    {
        await using var recorder = Recorder(maxUnanswered: 3);
        var calls = Enumerable.Range(0, 100).Select(i => recorder.RecordAsync(Event($"{i}"))).ToArray();

        await recorder.CompleteAsync().WaitAsync(Soon);

        calls.Should().OnlyContain(call => call.IsCompletedSuccessfully);
        _service.OpenStreams.Should().Be(0);
        var late = () => recorder.RecordAsync(Event("late"));
        (await late.Should().ThrowAsync<ObjectDisposedException>()).WithMessage("No more events are recorded.*");
    }

    [Test]
    public async Task CompleteAsync_that_is_cancelled_leaves_the_recorder_at_work()
    {
        using var cancellation = new CancellationTokenSource();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.Hold = _ => gate.Task;
        await using var recorder = Recorder();
        var call = recorder.RecordAsync(Event("a"));

        var complete = recorder.CompleteAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await FluentActions.Awaiting(() => complete).Should().ThrowAsync<OperationCanceledException>();
        gate.SetResult();

        (await call.WaitAsync(Soon)).Sequence.Should().Be(1);
    }

    [Test]
    public async Task DisposeAsync_gives_up_when_its_time_is_over()
    {
        _service.Hold = _ => new TaskCompletionSource().Task;
        var clock = new FakeTimeProvider();
        var recorder = new ActivityRecorder(_service.Users, Options(clock, maxUnanswered: 1));
        var sent = recorder.RecordAsync(Event("sent"));
        var waiting = recorder.RecordAsync(Event("waiting"));
        Assert.That(() => _service.Received.Count, Is.EqualTo(1).After(20_000, 5));

        var disposal = recorder.DisposeAsync().AsTask();
        disposal.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(5));
        await disposal.WaitAsync(Soon);

        await FluentActions.Awaiting(() => sent).Should().ThrowAsync<ObjectDisposedException>();
        (await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<ObjectDisposedException>())
            .WithMessage("The recorder was disposed before the event was answered.*");
        _service.OpenStreams.Should().Be(0);
        await recorder.DisposeAsync();
    }

    [Test]
    public async Task DisposeAsync_ends_a_wait_for_the_service()
    {
        var clock = new FakeTimeProvider();
        _service.BeforeStoring = (_, _) => RecordingService.Error(StatusCode.Unavailable);
        var recorder = new ActivityRecorder(_service.Users, Options(clock));
        var call = recorder.RecordAsync(Event("a"));
        Assert.That(() => _service.Streams, Is.EqualTo(1).After(20_000, 5));

        var disposal = recorder.DisposeAsync().AsTask();
        while (!disposal.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await FluentActions.Awaiting(() => call.WaitAsync(Soon)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Test]
    public async Task An_idle_stream_is_closed_and_opened_again_for_the_next_event()
    {
        var clock = new FakeTimeProvider();
        var options = Options(clock);
        options.IdleTimeout = TimeSpan.FromSeconds(10);
        await using var recorder = new ActivityRecorder(_service.Users, options);
        await recorder.RecordAsync(Event("a")).WaitAsync(Soon);
        _service.OpenStreams.Should().Be(1);

        // The recorder begins to wait some time after the answer; so the clock is moved until it has seen it.
        Assert.That(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(10));
                return _service.OpenStreams;
            },
            Is.Zero.After(20_000, 5));
        var next = await recorder.RecordAsync(Event("b")).WaitAsync(Soon);

        next.Sequence.Should().Be(2);
        _service.Streams.Should().Be(2);
    }

    [Test]
    public async Task Many_threads_record_at_once_and_each_keeps_its_order_through_cuts()
    {
        _service.BeforeStoring = (stream, request) =>
            stream < 20 && request.EventId.EndsWith('7') ? RecordingService.Error(StatusCode.Unavailable) : null;
        await using var recorder = Recorder(maxUnanswered: 16);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await recorder.RecordAsync(Event($"{thread}:{i:000}"));
            }
        }))).WaitAsync(Soon);

        _service.Stored.Should().HaveCount(800).And.OnlyHaveUniqueItems();
        foreach (var thread in _service.Stored.GroupBy(id => id[0]))
        {
            thread.Should().BeInAscendingOrder(StringComparer.Ordinal);
        }
    }

    [Test]
    public void A_recorder_without_room_is_refused()
    {
        var make = () => new ActivityRecorder(_service.Users, new ActivityRecorderOptions { MaxUnanswered = 0 });

        make.Should().Throw<ArgumentOutOfRangeException>();
    }

    private static RecordActivityRequest Event(string id) => new() { UserId = "user-1", EventType = "login", EventId = id };

    private ActivityRecorder Recorder(int maxUnanswered = 256) => new(_service.Users, Options(maxUnanswered: maxUnanswered));

    private ActivityRecorderOptions Options(TimeProvider? clock = null, int maxUnanswered = 256) => new()
    {
        MaxUnanswered = maxUnanswered,
        IdleTimeout = Timeout.InfiniteTimeSpan,
        DisposeTimeout = clock is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(5),
        TimeProvider = clock ?? _clock,
    };
}

using CodeFirst.Client;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Unit.Client;

/// <summary>How events and recorders are given up, completed and disposed.</summary>
public sealed class ActivityRecorderEndTests : RecorderTests
{
    [Test]
    public async Task Cancellation_of_one_call_leaves_the_others()
    {
        using var cancellation = new CancellationTokenSource();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Hold = _ => gate.Task;
        await using var recorder = Recorder(maxUnanswered: 2);
        var sent = recorder.RecordAsync(Event("sent"), cancellation.Token);
        var other = recorder.RecordAsync(Event("other"));
        var waiting = recorder.RecordAsync(Event("waiting"), cancellation.Token);
        var alsoWaiting = recorder.RecordAsync(Event("also waiting"), cancellation.Token);
        var last = recorder.RecordAsync(Event("last"));
        Assert.That(() => Service.Received.Count, Is.EqualTo(1).After(20_000, 5));

        await cancellation.CancelAsync();
        gate.SetResult();

        await FluentActions.Awaiting(() => sent.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        await FluentActions.Awaiting(() => waiting.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        await FluentActions.Awaiting(() => alsoWaiting.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        (await other.WaitAsync(Soon)).Sequence.Should().Be(2);
        (await last.WaitAsync(Soon)).Sequence.Should().Be(3);
        Service.Stored.Should().Equal(["sent", "other", "last"], "what was on its way arrives; what was not, is not sent");
    }

    [TestCase(256)]
    [TestCase(1)] // the other waits for the room of the one that is cancelled
    public async Task A_cancelled_event_is_not_sent_again(int maxUnanswered)
    {
        using var cancellation = new CancellationTokenSource();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Hold = _ => gate.Task;
        Service.BeforeStoring = (stream, _) => stream == 1 ? RecordingService.Error(StatusCode.Unavailable) : null;
        await using var recorder = Recorder(maxUnanswered);
        var cancelled = recorder.RecordAsync(Event("cancelled"), cancellation.Token);
        var other = recorder.RecordAsync(Event("other"));
        Assert.That(() => Service.Received.Count, Is.EqualTo(1).After(20_000, 5));

        await cancellation.CancelAsync();
        await FluentActions.Awaiting(() => cancelled.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        gate.SetResult();

        (await other.WaitAsync(Soon)).Sequence.Should().Be(1);
        Service.Stored.Should().Equal("other");
    }

    [Test]
    public async Task A_call_with_a_cancelled_token_sends_nothing()
    {
        await using var recorder = Recorder();

        var record = () => recorder.RecordAsync(Event("a"), new CancellationToken(canceled: true));

        await record.Should().ThrowAsync<OperationCanceledException>();
        await recorder.CompleteAsync().WaitAsync(Soon);
        Service.Received.Should().BeEmpty();
    }

    [Test]
    public async Task CompleteAsync_waits_for_all_answers_and_closes_the_stream()
    {
        await using var recorder = Recorder(maxUnanswered: 3);
        var calls = Enumerable.Range(0, 100).Select(i => recorder.RecordAsync(Event($"{i}"))).ToArray();

        await recorder.CompleteAsync().WaitAsync(Soon);

        calls.Should().OnlyContain(call => call.IsCompletedSuccessfully);
        Service.OpenStreams.Should().Be(0);
        var late = () => recorder.RecordAsync(Event("late"));
        (await late.Should().ThrowAsync<ObjectDisposedException>()).WithMessage("No more events are recorded.*");
    }

    [Test]
    public async Task CompleteAsync_that_is_cancelled_leaves_the_recorder_at_work()
    {
        using var cancellation = new CancellationTokenSource();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Hold = _ => gate.Task;
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
        Service.Hold = _ => new TaskCompletionSource().Task;
        var clock = new FakeTimeProvider();
        var recorder = new ActivityRecorder(Service.Users, Options(clock, maxUnanswered: 1));
        var sent = recorder.RecordAsync(Event("sent"));
        var waiting = recorder.RecordAsync(Event("waiting"));
        Assert.That(() => Service.Received.Count, Is.EqualTo(1).After(20_000, 5));

        var disposal = recorder.DisposeAsync().AsTask();
        disposal.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(5));
        await disposal.WaitAsync(Soon);

        await FluentActions.Awaiting(() => sent).Should().ThrowAsync<ObjectDisposedException>();
        (await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<ObjectDisposedException>())
            .WithMessage("The recorder was disposed before the event was answered.*");
        Service.OpenStreams.Should().Be(0);
        await recorder.DisposeAsync();
    }

    [Test]
    public async Task DisposeAsync_may_be_called_by_several_at_once()
    {
        Service.Hold = _ => new TaskCompletionSource().Task;
        var clock = new FakeTimeProvider();
        var recorder = new ActivityRecorder(Service.Users, Options(clock));
        var sent = recorder.RecordAsync(Event("sent"));
        var disposals = Enumerable.Range(0, 100).Select(_ => recorder.DisposeAsync().AsTask()).ToList();

        clock.Advance(TimeSpan.FromSeconds(5));
        await Task.WhenAll(disposals).WaitAsync(Soon);

        await FluentActions.Awaiting(() => sent.WaitAsync(Soon)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Test]
    public async Task DisposeAsync_ends_a_wait_for_the_service()
    {
        var clock = new FakeTimeProvider();
        var status = new Google.Rpc.Status { Code = (int)StatusCode.Unavailable };
        status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = new Duration { Seconds = 300 } }));
        Service.BeforeStoring = (_, _) => status.ToRpcException();
        var recorder = new ActivityRecorder(Service.Users, Options(clock));
        var call = recorder.RecordAsync(Event("a"));
        Assert.That(() => Service.Streams, Is.EqualTo(1).After(20_000, 5));

        var disposal = recorder.DisposeAsync().AsTask();
        clock.Advance(TimeSpan.FromSeconds(5));
        await disposal.WaitAsync(Soon);

        await FluentActions.Awaiting(() => call.WaitAsync(Soon)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Test]
    public async Task An_idle_stream_is_closed_and_opened_again_for_the_next_event()
    {
        var clock = new FakeTimeProvider();
        var options = Options(clock);
        options.IdleTimeout = TimeSpan.FromSeconds(10);
        await using var recorder = new ActivityRecorder(Service.Users, options);
        await recorder.RecordAsync(Event("a")).WaitAsync(Soon);
        Service.OpenStreams.Should().Be(1);

        // The recorder begins to wait some time after the answer; so the clock is moved until it has seen it.
        Assert.That(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(10));
                return Service.OpenStreams;
            },
            Is.Zero.After(20_000, 5));
        var next = await recorder.RecordAsync(Event("b")).WaitAsync(Soon);

        next.Sequence.Should().Be(2);
        Service.Streams.Should().Be(2);
    }
}

using CodeFirst.Client;
using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Unit.Client;

public sealed class ActivityRecorderTests : RecorderTests
{
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
        Service.Stored.Should().Equal(answers.Select(answer => answer.EventId));
        Service.Streams.Should().Be(1);
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

        Service.Streams.Should().Be(0);
    }

    [TestCase(StatusCode.Unavailable)]
    [TestCase(StatusCode.Internal)]
    [TestCase(StatusCode.Cancelled)]
    [TestCase(StatusCode.Unknown)]
    [TestCase(StatusCode.DeadlineExceeded)]
    [TestCase(StatusCode.ResourceExhausted)] // the disk is full, for one; a message that is too large says so
    public async Task What_was_not_answered_is_sent_again_in_order_and_stored_once(StatusCode cut)
    {
        // The first stream loses an event, the second the answer of an event that it has stored.
        Service.BeforeStoring = (stream, request) => stream == 1 && request.EventId == "3" ? RecordingService.Error(cut) : null;
        Service.AfterStoring = (stream, request) => stream == 2 && request.EventId == "6" ? RecordingService.Error(cut) : null;
        await using var recorder = Recorder();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => recorder.RecordAsync(Event($"{i}")))).WaitAsync(Soon);

        answers.Select(answer => answer.Sequence).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Service.Stored.Should().Equal("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        Service.Received.Where(received => received.Stream == 2).Select(received => received.EventId).First().Should().Be("3");
        Service.Received.Where(received => received.Stream == 3).Select(received => received.EventId).First().Should().Be("6");
    }

    [TestCase(StatusCode.NotFound)]
    [TestCase(StatusCode.InvalidArgument)]
    public async Task A_refused_event_fails_and_it_alone(StatusCode code)
    {
        Service.BeforeStoring = (_, request) => request.EventId is "2" or "5" or "6" ? RecordingService.Error(code) : null;
        await using var recorder = Recorder();

        var calls = Enumerable.Range(0, 10).Select(i => recorder.RecordAsync(Event($"{i}"))).ToArray();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Soon);

        calls.Select((call, i) => call.IsFaulted ? i : -1).Where(i => i >= 0).Should().Equal(2, 5, 6);
        var error = await FluentActions.Awaiting(() => calls[5]).Should().ThrowAsync<RpcException>();
        (error.Which.StatusCode, error.Which.Status.Detail).Should().Be((code, $"{code} by the test"));
        Service.Stored.Should().Equal("0", "1", "3", "4", "7", "8", "9");
        Clock.Waits.Should().BeEmpty("a refusal says nothing about the service");
    }

    [Test]
    public async Task UNAVAILABLE_is_tried_for_ever()
    {
        Service.BeforeStoring = (stream, _) => stream <= 1000 ? RecordingService.Error(StatusCode.Unavailable) : null;
        await using var recorder = Recorder();

        var answer = await recorder.RecordAsync(Event("a")).WaitAsync(Soon);

        answer.Sequence.Should().Be(1);
        Service.Streams.Should().Be(1001);
    }

    [Test]
    public async Task An_error_that_may_be_a_fault_fails_all_that_wait_the_tenth_time_in_a_row()
    {
        Service.BeforeStoring = (stream, _) => stream <= 10 ? RecordingService.Error(StatusCode.Internal) : null;
        await using var recorder = Recorder(maxUnanswered: 2);

        var calls = Enumerable.Range(0, 5).Select(i => recorder.RecordAsync(Event($"{i}"))).ToArray();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Soon);
        var next = await recorder.RecordAsync(Event("next")).WaitAsync(Soon);

        calls.Select(call => ((RpcException)call.Exception!.InnerException!).StatusCode)
            .Should().OnlyContain(code => code == StatusCode.Internal);
        next.Sequence.Should().Be(1);
        Service.Streams.Should().Be(11);
    }

    [Test]
    public async Task An_answer_begins_the_row_anew()
    {
        var first = new HashSet<int>();
        Service.BeforeStoring = (stream, _) => first.Add(stream) ? null : RecordingService.Error(StatusCode.Internal);
        await using var recorder = Recorder();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => recorder.RecordAsync(Event($"{i}")))).WaitAsync(Soon);

        answers.Should().HaveCount(30);
    }

    [Test]
    public async Task A_refusal_begins_the_row_anew()
    {
        Service.BeforeStoring = (stream, _) => stream switch
        {
            10 => RecordingService.Error(StatusCode.NotFound),
            < 20 => RecordingService.Error(StatusCode.Internal),
            _ => null,
        };
        await using var recorder = Recorder();

        var refused = recorder.RecordAsync(Event("refused"));
        var other = recorder.RecordAsync(Event("other"));

        (await FluentActions.Awaiting(() => refused.WaitAsync(Soon)).Should().ThrowAsync<RpcException>())
            .Which.StatusCode.Should().Be(StatusCode.NotFound);
        (await other.WaitAsync(Soon)).Sequence.Should().Be(1);
    }

    [Test]
    public async Task A_server_that_ends_streams_well_without_answers_fails_the_events_the_tenth_time()
    {
        var streams = 0;
        var users = new ScriptedUserService
        {
            OnRecordActivity = (_, _) =>
            {
                streams++;

                return AsyncEnumerable.Empty<RecordActivityResponse>();
            },
        };
        await using var recorder = new ActivityRecorder(users, Options());

        var record = () => recorder.RecordAsync(Event("a")).WaitAsync(Soon);

        (await record.Should().ThrowAsync<RpcException>()).Which.Status.Should()
            .Be(new Status(StatusCode.Internal, "The stream ended before all events were answered."));
        streams.Should().Be(10);
    }

    [TestCase(StatusCode.PermissionDenied)]
    [TestCase(StatusCode.Unauthenticated)]
    [TestCase(StatusCode.Unimplemented)]
    public async Task An_error_that_no_repetition_can_heal_fails_all_that_wait_and_the_recorder_goes_on(StatusCode code)
    {
        Service.BeforeStoring = (stream, _) => stream == 1 ? RecordingService.Error(code) : null;
        await using var recorder = Recorder();

        var failed = recorder.RecordAsync(Event("failed"));
        (await FluentActions.Awaiting(() => failed.WaitAsync(Soon)).Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(code);
        var next = await recorder.RecordAsync(Event("next")).WaitAsync(Soon);

        next.Sequence.Should().Be(1);
        Service.Stored.Should().Equal("next");
    }

    [Test]
    public async Task A_client_that_cannot_call_at_all_fails_the_events()
    {
        var users = new ScriptedUserService { OnRecordActivity = (_, _) => throw new ObjectDisposedException("channel") };
        await using var recorder = new ActivityRecorder(users, Options());

        var record = () => recorder.RecordAsync(Event("a")).WaitAsync(Soon);

        (await record.Should().ThrowAsync<ObjectDisposedException>()).Which.ObjectName.Should().Be("channel");
    }

    [TestCase("user-1", "other")]
    [TestCase("user-2", "a")]
    public async Task A_server_that_answers_another_event_is_not_believed(string userId, string eventId)
    {
        var isWrong = true;
        Service.Answer = answer =>
        {
            var given = isWrong ? answer with { UserId = userId, EventId = eventId } : answer;
            isWrong = false;

            return given;
        };
        await using var recorder = Recorder();

        var answer = await recorder.RecordAsync(Event("a")).WaitAsync(Soon);

        answer.EventId.Should().Be("a");
        Service.Streams.Should().Be(2);
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
    public async Task Many_threads_record_at_once_and_each_keeps_its_order_through_cuts()
    {
        Service.BeforeStoring = (stream, request) =>
            stream < 20 && request.EventId.EndsWith('7') ? RecordingService.Error(StatusCode.Unavailable) : null;
        await using var recorder = Recorder(maxUnanswered: 16);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await recorder.RecordAsync(Event($"{thread}:{i:000}"));
            }
        }))).WaitAsync(Soon);

        Service.Stored.Should().HaveCount(800).And.OnlyHaveUniqueItems();
        foreach (var thread in Service.Stored.GroupBy(id => id[0]))
        {
            thread.Should().BeInAscendingOrder(StringComparer.Ordinal);
        }
    }
}

using CodeFirst.Contracts;
using Microsoft.AspNetCore.Http;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>Callers that read slowly, and callers that go away: the service does no work for them.</summary>
public sealed class CallerTests : FakeServiceTests
{
    // Many times what the buffers on the way hold.
    private const int Count = 200_000;

    // That nothing is written for so long means that nothing is taken.
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(2);

    // Much longer than it takes, also on a busy machine; the deadline and the heartbeats come much later still.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    private static readonly string Description = new('x', 300);

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Gateway:DeadlineSeconds"] = "60",
        ["Gateway:HeartbeatSeconds"] = "60",
    };

    [TestCase("text/event-stream", "?follow=true", "data: ")]
    [TestCase("application/x-ndjson", "", "{\"result\"")]
    public async Task What_a_caller_does_not_read_is_not_read_from_the_service(string accept, string query, string row)
    {
        var stalled = new TaskCompletionSource<int>();
        Service.Behaviour = Streaming(async stream =>
        {
            await OfferAsync(stream, taken => stalled.TrySetResult(taken));
            stalled.TrySetResult(Count);
            await FakeUserService.HangAsync(stream); // or the follower would come back
        });
        await using var events = await EventReader.OpenAsync(Http, $"/v1/users/1/activity{query}", accept);

        var taken = await stalled.Task.WaitAsync(Patience.Limit);
        taken.Should().BeLessThan(Count / 2);

        for (var sequence = 1; sequence <= Count; sequence++)
        {
            (await events.LineAsync(row)).Should().Contain($"\"sequence\":\"{sequence}\"");
        }
    }

    [TestCase("/v1/users/1")]
    [TestCase("/v1/users/1/activity")]
    [TestCase("/v1/users/1/activity?follow=true")]
    public async Task Who_goes_away_before_the_answer_ends_the_call(string path)
    {
        var (called, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        Service.Behaviour = path == "/v1/users/1" ? HangAsync : Streaming(HangAsync);
        using var caller = new CancellationTokenSource();
        var call = Http.GetAsync(path, caller.Token);
        await called.Task.WaitAsync(Patience.Limit);

        await caller.CancelAsync();

        await ended.Task.WaitAsync(AtOnce);
        await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();

        async Task HangAsync(HttpContext context)
        {
            called.SetResult();
            await FakeUserService.HangAsync(context);
            ended.SetResult();
        }
    }

    [TestCase("text/event-stream", "?follow=true", "data: ")]
    [TestCase("application/x-ndjson", "", "{\"result\"")]
    public async Task Who_goes_away_while_nothing_happens_ends_the_stream(string accept, string query, string row)
    {
        var ended = new TaskCompletionSource();
        Service.Behaviour = Streaming(async stream =>
        {
            await FakeUserService.SendAsync(stream, Event(1));
            await FakeUserService.HangAsync(stream);
            ended.SetResult();
        });
        await using (var events = await EventReader.OpenAsync(Http, $"/v1/users/1/activity{query}", accept))
        {
            await events.LineAsync(row);
        }

        await ended.Task.WaitAsync(AtOnce);
    }

    [TestCase("text/event-stream", "?follow=true")]
    [TestCase("application/x-ndjson", "")]
    public async Task Who_goes_away_with_much_unread_ends_the_stream(string accept, string query)
    {
        var (stalled, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        Service.Behaviour = Streaming(async stream =>
        {
            await OfferAsync(stream, _ => stalled.TrySetResult());
            ended.SetResult();
        });
        await using (await EventReader.OpenAsync(Http, $"/v1/users/1/activity{query}", accept))
        {
            await stalled.Task.WaitAsync(Patience.Limit);
        }

        await ended.Task.WaitAsync(AtOnce);
    }

    private static Func<HttpContext, Task> Streaming(Func<HttpContext, Task> stream) => context =>
        FakeUserService.IsCallOf(context, "GetUser") ? FakeUserService.AnswerAsync(context, [Alice]) : stream(context);

    private static ActivityEvent Event(long sequence) => new() { EventType = "login", Description = Description, Sequence = sequence };

    // Sends events until all are taken or the call is over.
    private static async Task OfferAsync(HttpContext stream, Action<int> onStalled)
    {
        for (var sequence = 1; sequence <= Count && !stream.RequestAborted.IsCancellationRequested; sequence++)
        {
            var sending = FakeUserService.SendAsync(stream, Event(sequence));
            try
            {
                await sending.WaitAsync(Stall);
            }
            catch (TimeoutException)
            {
                onStalled(sequence);
                await sending;
            }
        }
    }
}

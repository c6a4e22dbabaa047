using CodeFirst.Tests.Functional.Transcoding.Zoo;

namespace CodeFirst.Tests.Functional.Transcoding;

/// <summary>
/// Callers that go away. Nothing else ends these calls: the service waits, and no comment keeps the stream alive within the limit.
/// </summary>
public sealed class LeavingTests(bool inFront) : TranscodingTests(inFront)
{
    private protected override Task<LibraryHost> StartAsync() =>
        LibraryHost.StartAsync(InFront, options => options.KeepAlive = TimeSpan.FromHours(1));

    [TestCase("/v1/events?end=wait", null)]
    [TestCase("/v1/events?end=wait", "text/event-stream")]
    [TestCase("/v1/events?count=3&end=wait", null)]
    public async Task Case_34_The_call_of_a_caller_that_goes_away_ends_at_once(string path, string? accept)
    {
        using var caller = new CancellationTokenSource();
        using var request = Library.Request("GET", path, accept is null ? [] : [("Accept", accept)]);
        var call = Library.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, caller.Token);
        await Library.Watch.Waiting.Task.WaitAsync(Patience.Limit);

        await caller.CancelAsync();
        if (call.IsCompletedSuccessfully)
        {
            (await call).Dispose();
        }

        (await Library.Watch.Ended.Task.WaitAsync(Patience.Limit)).Should().BeTrue();
        await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

using System.Globalization;
using Grpc.Core;

namespace CodeFirst.Calling.Calls;

/// <summary>The attempts of one call: whether there is another, and when.</summary>
internal sealed class Attempts(CallPolicy policy, bool isRepeatable, CallOptions options) : IDisposable
{
    private const string PreviousAttempts = "grpc-previous-rpc-attempts";
    private const string Pushback = "grpc-retry-pushback-ms";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestAskedPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly long _sentBefore = policy.Sent;
    private int _failed;
    private int _unsent;
    private volatile bool _isDisposed;
    private volatile CancellationTokenSource? _pause; // most calls never pause

    /// <summary>Gets whether the caller has given up.</summary>
    public bool IsDisposed => _isDisposed;

    /// <summary>Returns the options for the next attempt.</summary>
    public CallOptions Options()
    {
        if (_failed == 0)
        {
            return options;
        }

        var headers = new Metadata();
        foreach (var header in options.Headers ?? [])
        {
            headers.Add(header);
        }

        headers.Add(PreviousAttempts, _failed.ToString(CultureInfo.InvariantCulture));

        return options.WithHeaders(headers);
    }

    public void Succeeded() => policy.Throttle.Succeeded();

    /// <summary>Waits until the call may be tried again. Throws the error to report if it may not.</summary>
    public async Task WaitAsync(RpcException failure)
    {
        var isUnsent = !policy.FailFast && UnsentCall.Is(failure.Status);
        var pause = isUnsent ? Growing(FirstWait, LongestWait, _unsent++) : Pause(failure);
        if (pause is not { } time || _isDisposed)
        {
            throw failure.StatusCode == StatusCode.DeadlineExceeded && !policy.FailFast && policy.Sent == _sentBefore
                ? UnsentCall.TooLate(policy.Lacked, cause: null)
                : failure;
        }

        var left = (options.Deadline ?? DateTime.MaxValue) - TimeProvider.System.GetUtcNow().UtcDateTime;
        if (left <= time && !isUnsent)
        {
            throw failure; // it says more than that the deadline has passed
        }

        await DelayAsync(Shorter(left, time)).ConfigureAwait(false);
        if (left <= time)
        {
            throw UnsentCall.TooLate(policy.Lacked, failure.Status.DebugException);
        }
    }

    /// <summary>Ends a pause: the caller has given up.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _pause?.Cancel();
    }

    private static TimeSpan Growing(TimeSpan first, TimeSpan longest, int number) =>
        TimeSpan.FromSeconds(Random.Shared.NextDouble() * Math.Min(first.TotalSeconds * Math.Pow(2, number), longest.TotalSeconds));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private TimeSpan? Pause(RpcException failure)
    {
        if (failure.StatusCode != StatusCode.Unavailable)
        {
            return null;
        }

        _failed++;

        // A lost connection says nothing about how busy the service is, and the next attempt waits for another one.
        if (policy.FailFast || failure.Status.DebugException is null)
        {
            policy.Throttle.Failed();
        }

        if (!isRepeatable || _failed >= policy.MaxAttempts || policy.Throttle.IsActive)
        {
            return null;
        }

        if (failure.Trailers.GetValue(Pushback) is { } pushback)
        {
            return int.TryParse(pushback, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
                ? TimeSpan.FromMilliseconds(milliseconds)
                : null;
        }

        var pause = Growing(FirstPause, LongestPause, _failed - 1);

        return failure.RetryDelay is { } asked && asked > pause ? Shorter(asked, LongestAskedPause) : pause;
    }

    private async Task DelayAsync(TimeSpan time)
    {
        // Not disposed: the caller may give up at any time, and the token holds nothing once the delay is over.
        var pause = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
        _pause = pause;
        if (_isDisposed)
        {
            await pause.CancelAsync().ConfigureAwait(false);
        }

        try
        {
            await Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.Zero, pause.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled by its caller.", cancelled));
        }
    }
}

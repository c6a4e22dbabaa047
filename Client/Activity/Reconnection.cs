using CodeFirst.Calling;
using Grpc.Core;

namespace CodeFirst.Client.Activity;

/// <summary>Whether a stream that was cut is opened again, and when.</summary>
internal sealed class Reconnection(TimeProvider clock)
{
    public const int MaxDoubtfulCuts = 10;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestAskedDelay = TimeSpan.FromMinutes(5);

    // A quiet stream makes no progress, and is cut once an hour nevertheless.
    private static readonly TimeSpan Standing = TimeSpan.FromMinutes(1);

    private int _cuts;
    private int _doubtfulCuts;
    private long _openedAt;

    public void Opens() => _openedAt = clock.GetTimestamp();

    public void HasProgressed() => _cuts = _doubtfulCuts = 0;

    /// <summary>Tells whether the stream may work when it is opened again; false if the error is to be thrown.</summary>
    public bool IsWorthwhile(RpcException cut)
    {
        if (clock.GetElapsedTime(_openedAt) >= Standing)
        {
            HasProgressed();
        }

        _cuts++;
        switch (cut.StatusCode)
        {
            case StatusCode.Unavailable:
                return true;

            // A connection that is reset, a front end that gives up, the deadline of a platform. A server that is broken, too.
            case StatusCode.Aborted:
            case StatusCode.Cancelled:
            case StatusCode.DataLoss:
            case StatusCode.DeadlineExceeded:
            case StatusCode.Internal:
            case StatusCode.ResourceExhausted:
            case StatusCode.Unknown:
                return ++_doubtfulCuts < MaxDoubtfulCuts;

            default:
                return false;
        }
    }

    /// <summary>Waits before the stream is opened again: exponentially longer, and half of it by chance, so that callers spread.</summary>
    public Task WaitAsync(RpcException cut, CancellationToken cancellationToken)
    {
        var longest = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, _cuts - 1), LongestDelay.TotalSeconds);
        var delay = TimeSpan.FromSeconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
        if (cut.RetryDelay is { } asked && asked > delay)
        {
            delay = asked < LongestAskedDelay ? asked : LongestAskedDelay;
        }

        return Task.Delay(delay, clock, cancellationToken);
    }
}

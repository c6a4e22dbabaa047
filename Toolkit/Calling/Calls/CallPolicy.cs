namespace CodeFirst.Calling.Calls;

/// <summary>What holds for all calls of one client.</summary>
internal sealed class CallPolicy
{
    private long _sent;

    public required int MaxAttempts { get; init; }

    public required bool FailFast { get; init; }

    /// <summary>Gets what a call that was not sent in time lacked.</summary>
    public required string Lacked { get; init; }

    public RetryThrottle Throttle { get; } = new();

    /// <summary>Gets how many requests were given to a connection so far.</summary>
    public long Sent => Volatile.Read(ref _sent);

    public void CountSent() => Interlocked.Increment(ref _sent);
}

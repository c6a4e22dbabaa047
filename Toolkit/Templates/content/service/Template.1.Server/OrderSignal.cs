namespace Template._1.Server;

/// <summary>Wakes the watchers when orders are placed.</summary>
internal sealed class OrderSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Gets what completes when the next orders are placed. Take it before you read, so that no order is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

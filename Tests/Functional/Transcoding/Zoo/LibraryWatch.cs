namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

/// <summary>Tells a test what happens to calls.</summary>
public sealed class LibraryWatch
{
    /// <summary>Gets what is set when a call that waits has begun to.</summary>
    public TaskCompletionSource Waiting { get; private set; } = New();

    /// <summary>Gets what is set when a call ends; true if it was cut short.</summary>
    public TaskCompletionSource<bool> Ended { get; private set; } = NewEnd();

    public void Reset() => (Waiting, Ended) = (New(), NewEnd());

    /// <summary>Waits until the call is cancelled.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Waiting.TrySetResult();
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
        Ended.TrySetResult(true);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<bool> NewEnd() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Diagnostics;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Lets streams end when the server stops, and keeps their connections a moment longer. A .NET caller that still sends when the
/// connection closes right behind the status of its stream may lose the status, and see INTERNAL instead of UNAVAILABLE.
/// </summary>
internal sealed class StoppingStreams(IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private static readonly TimeSpan TimeToReadStatus = TimeSpan.FromSeconds(1);

    // Streams end in milliseconds, but for those whose caller does not read, or whose service does not look: Kestrel resets these at the
    // end of its time-out.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private int _open;
    private volatile bool _wasEnded;

    public void Opened() => Interlocked.Increment(ref _open);

    public void Ended()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            _wasEnded = true;
        }

        Interlocked.Decrement(ref _open);
    }

    // The first step of a stop; Kestrel closes connections in a later one. By the machine's clock: a test's may stand still.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        var start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _open) > 0 && Stopwatch.GetElapsedTime(start) < TimeToEnd)
        {
            await Task.Delay(Look, cancellationToken);
        }

        if (_wasEnded)
        {
            await Task.Delay(TimeToReadStatus, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

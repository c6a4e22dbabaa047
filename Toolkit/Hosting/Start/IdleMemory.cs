using System.Runtime;

namespace CodeFirst.Hosting.Start;

/// <summary>
/// Gives memory back after load. Nothing else makes the collector run once the callers have gone, so what they used would stay in use.
/// Whether calls run is read off what is allocated, so that it costs them nothing.
/// </summary>
internal sealed class IdleMemory(
    IHostApplicationLifetime lifetime, IConfiguration configuration, TimeProvider clock, ILogger<IdleMemory> logger)
    : IHostedService, IDisposable
{
    // How long it is quiet before memory is given back.
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // In an interval. More than timers and probes allocate, and less than a few hundred calls.
    internal const long MostOfQuiet = 256 << 10;

    // Less is not worth a collection: it is what the youngest generation may hold anyway.
    internal const long Least = 4 << 20;

    private CancellationTokenRegistration _start;
    private ITimer? _timer;
    private long _last;
    private long _ofCalls;

    /// <summary>Gets how many bytes were ever allocated.</summary>
    internal Func<long> Allocated { private get; init; } = static () => GC.GetTotalAllocatedBytes();

    internal Action Collect { private get; init; } =
        static () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Cloud Run takes the processor away between requests, so this would run when the next one comes. It takes no memory back either.
        if (CloudRun.Read(configuration) is null)
        {
            _start = lifetime.ApplicationStarted.Register(Begin);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _start.Dispose();
        _timer?.Dispose();
    }

    private void Begin()
    {
        _last = Allocated();
        _timer = clock.CreateTimer(static memory => ((IdleMemory)memory!).Look(), this, Interval, Interval);
    }

    private void Look()
    {
        var allocated = Allocated();
        var growth = allocated - _last;
        _last = allocated;
        if (growth > MostOfQuiet)
        {
            _ofCalls += growth;
        }
        else if (_ofCalls >= Least && GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
        {
            _ofCalls = 0;
            GiveBack();
        }
    }

    private void GiveBack()
    {
        var before = Environment.WorkingSet;
        var start = clock.GetTimestamp();
        Collect();
        logger.MemoryGivenBack(before >> 20, Environment.WorkingSet >> 20, (long)clock.GetElapsedTime(start).TotalMilliseconds);
    }
}

using System.Diagnostics;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>Counts how often PostgreSQL is asked: each command or batch that Npgsql traces is one round trip.</summary>
internal sealed class RoundTrips : IDisposable
{
    private readonly ActivityListener _listener;
    private int _count;

    public RoundTrips()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Count,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Gets how many have ended.</summary>
    public int Ended => Volatile.Read(ref _count);

    public void Dispose() => _listener.Dispose();

    // Opening a connection is traced too.
    private void Count(Activity activity)
    {
        if (activity.GetTagItem("db.query.text") is not null)
        {
            Interlocked.Increment(ref _count);
        }
    }
}

using System.Collections.Concurrent;

namespace CodeFirst.Tests.Unit.Client;

/// <summary>A clock on which every wait is over at once, and is remembered.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private long _now;

    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        Advance(dueTime);

        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

namespace CodeFirst.Client;

/// <summary>How an <see cref="ActivityRecorder"/> works.</summary>
public sealed class ActivityRecorderOptions
{
    /// <summary>How many events can be in flight at a time, sent but not answered. At least 1. Default: 256.</summary>
    /// <remarks>The recorder sends these again when the stream breaks. The server reads at most 256 events ahead of its disk.</remarks>
    public int MaxUnanswered { get; set; } = 256;

    /// <summary>
    /// How long the stream stays open without events, at most a day. The next event opens it again. <see cref="Timeout.InfiniteTimeSpan"/>
    /// means forever. Default: 10 seconds, because an open stream keeps an instance on Cloud Run busy, and costs money.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long <see cref="ActivityRecorder.DisposeAsync"/> waits for responses, at most a day. <see cref="Timeout.InfiniteTimeSpan"/>
    /// means until all have arrived. Default: 5 seconds, half the time that Cloud Run gives a container to stop.
    /// </summary>
    public TimeSpan DisposeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of the waits. Default: the machine's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}

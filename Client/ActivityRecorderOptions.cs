namespace CodeFirst.Client;

/// <summary>How an <see cref="ActivityRecorder"/> works.</summary>
public sealed class ActivityRecorderOptions
{
    /// <summary>How many events may be on their way at a time, sent but not answered. Default: 256; at least 1.</summary>
    /// <remarks>These are sent again when the stream is cut. The server reads no further ahead of its disk than 256.</remarks>
    public int MaxUnanswered { get; set; } = 256;

    /// <summary>
    /// How long the stream stays open with nothing to record, at most a day; the next event opens it again. Default: 10 seconds;
    /// <see cref="Timeout.InfiniteTimeSpan"/>: for ever. An open stream keeps an instance on Cloud Run busy, and is billed.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long <see cref="ActivityRecorder.DisposeAsync"/> waits for answers, at most a day. Default: 5 seconds, half of what Cloud
    /// Run gives a container that it stops; <see cref="Timeout.InfiniteTimeSpan"/>: until they have come.
    /// </summary>
    public TimeSpan DisposeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of the waits. Default: the machine's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}

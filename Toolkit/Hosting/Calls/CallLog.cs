namespace CodeFirst.Hosting.Calls;

/// <summary>What calls log. Event ids 1000 to 1099.</summary>
internal static partial class CallLog
{
    [LoggerMessage(1000, LogLevel.Error, "{Method} failed unexpectedly; the caller was told INTERNAL.")]
    public static partial void Failed(ILogger logger, string method, Exception exception);

    // Not the exception: its text may repeat what was sent.
    [LoggerMessage(1003, LogLevel.Debug, "{Method} received bytes that are not its message ({Exception}); the caller was told INTERNAL.")]
    public static partial void Undecodable(ILogger logger, string method, Type exception);

    [LoggerMessage(
        1004,
        LogLevel.Warning,
        "{Method} ran for {Seconds} s (Calls__DeadlineSeconds) and its caller set no deadline; the caller was told DEADLINE_EXCEEDED.")]
    public static partial void TooLong(ILogger logger, string method, double seconds);

    [LoggerMessage(
        1005,
        LogLevel.Information,
        "{Method} was reset: its caller took no message for {Seconds} s (Calls__WriteTimeoutSeconds).")]
    public static partial void NotRead(ILogger logger, string method, double seconds);

    // Not who: the name of a caller is an e-mail address.
    [LoggerMessage(
        1006,
        LogLevel.Warning,
        "A caller has {Streams} streams open (Calls__StreamsPerCaller), and was refused another one; it was told RESOURCE_EXHAUSTED.")]
    public static partial void TooManyStreams(ILogger logger, int streams);
}

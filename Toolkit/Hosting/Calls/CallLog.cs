namespace CodeFirst.Hosting.Calls;

/// <summary>What calls log. Event ids 1000 to 1099.</summary>
internal static partial class CallLog
{
    [LoggerMessage(1000, LogLevel.Error, "{Method} failed unexpectedly; the caller was told INTERNAL.")]
    public static partial void Failed(ILogger logger, string method, Exception exception);

    // Not the exception: its text may repeat what was sent.
    [LoggerMessage(1003, LogLevel.Debug, "{Method} received bytes that are not its message ({Exception}); the caller was told INTERNAL.")]
    public static partial void Undecodable(ILogger logger, string method, Type exception);
}

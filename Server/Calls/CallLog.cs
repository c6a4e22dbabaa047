namespace CodeFirst.Server.Calls;

/// <summary>What calls log. Event ids 1000 to 1099.</summary>
internal static partial class CallLog
{
    [LoggerMessage(1000, LogLevel.Error, "{Method} failed unexpectedly; the caller was told INTERNAL.")]
    public static partial void Failed(ILogger logger, string method, Exception exception);

    [LoggerMessage(1001, LogLevel.Warning, "{Method} could not reach the store; the caller was told UNAVAILABLE.")]
    public static partial void StoreUnavailable(ILogger logger, string method, Exception exception);

    [LoggerMessage(1002, LogLevel.Error, "{Method} could not store: the disk is full; the caller was told RESOURCE_EXHAUSTED.")]
    public static partial void StoreFull(ILogger logger, string method, Exception exception);
}

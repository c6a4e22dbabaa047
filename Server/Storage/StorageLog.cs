namespace CodeFirst.Server.Storage;

/// <summary>What calls that the store fails log.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(1001, LogLevel.Warning, "{Method} could not reach the store; the caller was told UNAVAILABLE.")]
    public static partial void Unavailable(this ILogger logger, string method, Exception exception);

    [LoggerMessage(1002, LogLevel.Error, "{Method} could not store: the disk is full; the caller was told RESOURCE_EXHAUSTED.")]
    public static partial void Full(this ILogger logger, string method, Exception exception);

    [LoggerMessage(
        1007,
        LogLevel.Critical,
        "{Store} is damaged ({Reason}): writes are refused, and health is NOT_SERVING. Stop the server, restore a backup or repair the"
            + " database (docs/operations.md, Damaged data), and start the server again.")]
    public static partial void Damaged(this ILogger logger, string store, string reason);
}

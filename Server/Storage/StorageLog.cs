namespace CodeFirst.Server.Storage;

/// <summary>What calls that the store fails log.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(1001, LogLevel.Warning, "{Method} could not reach the store; the caller was told UNAVAILABLE.")]
    public static partial void Unavailable(this ILogger logger, string method, Exception exception);

    [LoggerMessage(1002, LogLevel.Error, "{Method} could not store: the disk is full; the caller was told RESOURCE_EXHAUSTED.")]
    public static partial void Full(this ILogger logger, string method, Exception exception);
}

namespace CodeFirst.Server.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Version {Version} listens on port {Port}; store: {Store}; callers are authenticated: {IsAuthenticated}")]
    public static partial void Started(this ILogger logger, string version, int port, string store, bool isAuthenticated);

    [LoggerMessage(2, LogLevel.Critical, "The server failed")]
    public static partial void Failed(this ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "The keys of {Authority} cannot be read, so no caller can be authenticated: {Reason}")]
    public static partial void KeysUnavailable(this ILogger logger, string authority, string reason);
}

namespace CodeFirst.Server.Users;

internal static partial class ServerLog
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Version {Version} listens on port {Port}; store: {Store}; callers are authenticated: {IsAuthenticated}")]
    public static partial void Started(this ILogger logger, string version, int port, string store, bool isAuthenticated);
}

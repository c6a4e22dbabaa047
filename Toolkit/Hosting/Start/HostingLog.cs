namespace CodeFirst.Hosting.Start;

internal static partial class HostingLog
{
    [LoggerMessage(2, LogLevel.Critical, "The program failed")]
    public static partial void Failed(this ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "The keys of {Authority} cannot be read, so no caller can be authenticated: {Reason}")]
    public static partial void KeysUnavailable(this ILogger logger, string authority, string reason);

    [LoggerMessage(4, LogLevel.Information, "Version {Version} listens on port {Port}; callers are authenticated: {IsAuthenticated}")]
    public static partial void Started(this ILogger logger, string version, int port, bool isAuthenticated);
}

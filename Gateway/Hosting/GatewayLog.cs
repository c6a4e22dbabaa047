using Grpc.Core;

namespace CodeFirst.Gateway.Hosting;

/// <summary>What the gateway logs. Event ids 2000 to 2099; 2002 was used by an earlier version.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(
        2000,
        LogLevel.Information,
        "Version {Version} listens on port {Port}; user service: {Address}; sign-in: {IsAuthenticated}")]
    public static partial void Started(this ILogger logger, string version, int port, string address, bool isAuthenticated);

    [LoggerMessage(2001, LogLevel.Error, "{Route} failed unexpectedly; the caller was told INTERNAL")]
    public static partial void Failed(ILogger logger, string? route, Exception exception);

    [LoggerMessage(
        2003,
        LogLevel.Warning,
        "Everybody may call this gateway: set Authentication__Authority and Authentication__Audience to ask for a token")]
    public static partial void OpenToEverybody(this ILogger logger);

    [LoggerMessage(2004, LogLevel.Warning, "GET {Path}: the user service is not ready: {Code}: {Detail}")]
    public static partial void NotReady(this ILogger logger, string path, StatusCode code, string detail);
}

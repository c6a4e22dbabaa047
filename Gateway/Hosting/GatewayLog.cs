using CodeFirst.Gateway.Errors;

namespace CodeFirst.Gateway.Hosting;

/// <summary>What the gateway logs. Event ids 2000 to 2099.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(
        2000,
        LogLevel.Information,
        "Version {Version} listens on port {Port}; user service: {Address}; sign-in: {IsAuthenticated}")]
    public static partial void Started(this ILogger logger, string version, int port, string address, bool isAuthenticated);

    [LoggerMessage(2001, LogLevel.Error, "{Route} failed unexpectedly; the caller was told INTERNAL")]
    public static partial void Failed(ILogger logger, string? route, Exception exception);

    [LoggerMessage(2002, LogLevel.Warning, "{Route}: the user service failed: {Cause}")]
    public static partial void UpstreamFailed(this ILogger logger, string? route, string cause);

    /// <summary>Logs what an operator has to know of a call that failed, if there is anything.</summary>
    public static void CallFailed(this ILogger logger, HttpContext context, Failure failure)
    {
        if (failure.Cause is { } cause)
        {
            logger.UpstreamFailed(context.GetEndpoint()?.DisplayName, cause);
        }
    }

    [LoggerMessage(
        2003,
        LogLevel.Warning,
        "Everybody may call this gateway: set Authentication__Authority and Authentication__Audience to ask for a token")]
    public static partial void OpenToEverybody(this ILogger logger);
}

namespace CodeFirst.Transcoding.Calls;

/// <summary>What transcoding logs. Event ids 1200 to 1299.</summary>
internal static partial class TranscodingLog
{
    [LoggerMessage(1200, LogLevel.Warning, "{Route}: the {Service} failed: {Cause}")]
    public static partial void UpstreamFailed(this ILogger logger, string route, string service, string cause);

    [LoggerMessage(1201, LogLevel.Warning, "No method of the mapped services has a route: see the README of CodeFirst.Transcoding")]
    public static partial void NoRoutes(this ILogger logger);

    [LoggerMessage(1202, LogLevel.Error, "{Route}: the response of the method has no form in JSON; the caller was told INTERNAL")]
    public static partial void Unwritable(this ILogger logger, string route, Exception exception);
}

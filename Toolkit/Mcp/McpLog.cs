namespace CodeFirst.Mcp;

/// <summary>What the tools log: never arguments, answers or tokens. Event ids 1300 to 1399.</summary>
internal static partial class McpLog
{
    // Information if the call may have changed something or has failed, otherwise Debug: most calls only read.
    [LoggerMessage(EventId = 1300, Message = "Tool {Tool}: {Status} in {Milliseconds} ms")]
    public static partial void Called(this ILogger logger, LogLevel level, string tool, string status, long milliseconds);

    [LoggerMessage(1301, LogLevel.Error, "Tool {Tool} failed unexpectedly; the caller was told INTERNAL")]
    public static partial void Failed(this ILogger logger, string tool, Exception exception);

    [LoggerMessage(1302, LogLevel.Warning, "Refused a request of another origin or for another host: see McpToolsOptions.{Option}")]
    public static partial void Foreign(this ILogger logger, string option);

    [LoggerMessage(1303, LogLevel.Warning, "Refused a request of a caller over its limits: see McpToolsOptions.{Option}")]
    public static partial void TooMany(this ILogger logger, string option);

    [LoggerMessage(1304, LogLevel.Warning, "No method of the mapped services is a tool: see the README of CodeFirst.Mcp")]
    public static partial void NoTools(this ILogger logger);
}

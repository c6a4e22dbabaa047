namespace CodeFirst.Hosting.Listening;

internal static partial class ListeningLog
{
    [LoggerMessage(20, LogLevel.Warning, "Connection {ConnectionId} was rejected: the server has as many connections as it may")]
    public static partial void ConnectionRejected(this ILogger logger, string connectionId);

    [LoggerMessage(21, LogLevel.Debug, "Connection {ConnectionId} was lost before it said its protocol")]
    public static partial void ConnectionLost(this ILogger logger, string connectionId, Exception exception);
}

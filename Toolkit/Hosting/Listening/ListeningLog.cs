namespace CodeFirst.Hosting.Listening;

internal static partial class ListeningLog
{
    [LoggerMessage(20, LogLevel.Warning, "Connection {ConnectionId} was rejected: the server has reached its connection limit")]
    public static partial void ConnectionRejected(this ILogger logger, string connectionId);

    [LoggerMessage(21, LogLevel.Debug, "Connection {ConnectionId} was lost before its protocol was known")]
    public static partial void ConnectionLost(this ILogger logger, string connectionId, Exception exception);

    [LoggerMessage(22, LogLevel.Information, "The certificate has changed; the new one is valid until {NotAfter:u}")]
    public static partial void CertificateChanged(this ILogger logger, DateTime notAfter);

    [LoggerMessage(23, LogLevel.Error, "The certificate has changed, but cannot be used, so the old one stays: {Reason}")]
    public static partial void CertificateRejected(this ILogger logger, string reason);
}

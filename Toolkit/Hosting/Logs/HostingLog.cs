namespace CodeFirst.Hosting;

/// <summary>
/// What this package logs. One class: the generator writes several of them in an order that changes from build to build, so that the same
/// sources would not make the same assembly.
/// </summary>
internal static partial class HostingLog
{
    [LoggerMessage(2, LogLevel.Critical, "The program failed")]
    public static partial void Failed(this ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "The keys of {Authority} cannot be read, so no caller can be authenticated: {Reason}")]
    public static partial void KeysUnavailable(this ILogger logger, string authority, string reason);

    [LoggerMessage(4, LogLevel.Information, "Version {Version} listens on port {Port}; callers are authenticated: {IsAuthenticated}")]
    public static partial void Started(this ILogger logger, string version, int port, bool isAuthenticated);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "Server reflection does not show {Service}: no descriptor set with it is in the program. Reference CodeFirst.ProtoExport in the"
        + " project of its contract, and CodeFirst.Hosting in this one.")]
    public static partial void NotReflected(this ILogger logger, string service);

    [LoggerMessage(20, LogLevel.Warning, "Connection {ConnectionId} was rejected: the server has reached its connection limit")]
    public static partial void ConnectionRejected(this ILogger logger, string connectionId);

    [LoggerMessage(21, LogLevel.Debug, "Connection {ConnectionId} was lost before its protocol was known")]
    public static partial void ConnectionLost(this ILogger logger, string connectionId, Exception exception);

    [LoggerMessage(22, LogLevel.Information, "The certificate has changed; the new one is valid until {NotAfter:u}")]
    public static partial void CertificateChanged(this ILogger logger, DateTime notAfter);

    [LoggerMessage(23, LogLevel.Error, "The certificate has changed, but cannot be used, so the old one stays: {Reason}")]
    public static partial void CertificateRejected(this ILogger logger, string reason);

    [LoggerMessage(24, LogLevel.Debug, "No calls: {Before} MB were in use, {After} MB are after a collection of {Milliseconds} ms")]
    public static partial void MemoryGivenBack(this ILogger logger, long before, long after, long milliseconds);

    [LoggerMessage(1000, LogLevel.Error, "{Method} failed unexpectedly; the caller was told INTERNAL.", EventName = "Failed")]
    public static partial void CallFailed(ILogger logger, string method, Exception exception);

    // Not the exception: its text may repeat what was sent.
    [LoggerMessage(1003, LogLevel.Debug, "{Method} received bytes that are not its message ({Exception}); the caller was told INTERNAL.")]
    public static partial void Undecodable(ILogger logger, string method, Type exception);

    [LoggerMessage(
        1004,
        LogLevel.Warning,
        "{Method} ran for {Seconds} s (Calls__DeadlineSeconds) and its caller set no deadline; the caller was told DEADLINE_EXCEEDED.")]
    public static partial void TooLong(ILogger logger, string method, double seconds);

    [LoggerMessage(
        1005,
        LogLevel.Information,
        "{Method} was reset: its caller took no message for {Seconds} s (Calls__WriteTimeoutSeconds).")]
    public static partial void NotRead(ILogger logger, string method, double seconds);

    [LoggerMessage(
        1007,
        LogLevel.Information,
        "{Method} ended before it began: its caller did not send the message within {Seconds} s (see Calls__DeadlineSeconds); the caller was"
            + " told DEADLINE_EXCEEDED.")]
    public static partial void NotSent(ILogger logger, string method, double seconds);

    // Not who: the name of a caller is an e-mail address.
    [LoggerMessage(
        1006,
        LogLevel.Warning,
        "A caller has {Streams} streams open (Calls__StreamsPerCaller), and was refused another one; it was told RESOURCE_EXHAUSTED.")]
    public static partial void TooManyStreams(ILogger logger, int streams);
}

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>What the PostgreSQL store logs. Event ids 1100 to 1199.</summary>
internal static partial class PostgresLog
{
    [LoggerMessage(1100, LogLevel.Warning, "{Database} cannot be used yet; the server is NOT_SERVING and tries again: {Reason}")]
    public static partial void NotOpen(this ILogger logger, string database, string reason);

    [LoggerMessage(1101, LogLevel.Information, "{Database} can be used now")]
    public static partial void Opened(this ILogger logger, string database);

    [LoggerMessage(1102, LogLevel.Warning, "Events of other servers arrive late until listening on the database works again")]
    public static partial void ListeningLost(this ILogger logger, Exception exception);

    [LoggerMessage(1103, LogLevel.Information, "Listening on the database works again")]
    public static partial void ListeningAgain(this ILogger logger);

    [LoggerMessage(1104, LogLevel.Debug, "Changes to {Users} users could not be announced to other servers; their next poll finds them")]
    public static partial void AnnouncementLost(this ILogger logger, int users, Exception exception);

    [LoggerMessage(1105, LogLevel.Debug, "Events of other servers could not be read; the next poll tries again")]
    public static partial void ReadingLost(this ILogger logger, Exception exception);

    [LoggerMessage(1106, LogLevel.Warning, "{Standby} is not read until it can be again: {Reason}")]
    public static partial void StandbyLost(this ILogger logger, string standby, string reason);

    [LoggerMessage(1107, LogLevel.Information, "{Standby} is read")]
    public static partial void StandbyFound(this ILogger logger, string standby);

    [LoggerMessage(
        1108,
        LogLevel.Information,
        "{Database} has no index of words, so a search reads every user: {Reason}. To get the index, create the extension pg_trgm in the"
            + " database and start the server again (docs/operations.md, Search).")]
    public static partial void NoWordIndex(this ILogger logger, string database, string reason);
}

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>Removes the events of users who were deleted.</summary>
internal static class SqlitePurge
{
    /// <summary>How many events one write removes: a few milliseconds of work.</summary>
    public const int EventsAtOnce = 250;

    private static readonly SqlText FindUser = new("SELECT id FROM deleted_users LIMIT 1");
    private static readonly SqlText FindFirst = new("SELECT sequence FROM activity WHERE user_id = ?1 ORDER BY sequence LIMIT 1");
    private static readonly SqlText RemoveEvents = new("DELETE FROM activity WHERE user_id = ?1 AND sequence < ?2");
    private static readonly SqlText RemoveUser = new("DELETE FROM deleted_users WHERE id = ?1");

    /// <summary>Removes some events of one user. Returns whether there was anything to remove.</summary>
    public static bool Remove(WriteTransaction transaction)
    {
        if (FindDeleted(transaction.Session) is not { } userId)
        {
            return false;
        }

        if (transaction.Session.FindNumber(FindFirst, userId) is { } first)
        {
            transaction.Session.Run(RemoveEvents, userId, first + EventsAtOnce);
        }
        else
        {
            transaction.Session.Run(RemoveUser, userId);
        }

        return true;
    }

    private static string? FindDeleted(SqliteSession session)
    {
        using var rows = session.Prepare(FindUser);

        return rows.Step() ? rows.GetText(0) : null;
    }
}

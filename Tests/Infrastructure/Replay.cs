namespace CodeFirst.Tests.Infrastructure;

/// <summary>What a standby makes of the log of its primary.</summary>
public static class Replay
{
    private const string Database = "postgres";

    /// <summary>Nothing of what the primary writes from now on is seen on the standby.</summary>
    public static async Task PauseAsync(PostgresServer standby)
    {
        await PostgresServer.ExecuteAsync(standby.ConnectionString(Database), "SELECT 1 FROM pg_wal_replay_pause()");
        await UntilAsync(standby, "SELECT pg_get_wal_replay_pause_state() = 'paused'");
    }

    public static Task ResumeAsync(PostgresServer standby) =>
        PostgresServer.ExecuteAsync(standby.ConnectionString(Database), "SELECT 1 FROM pg_wal_replay_resume()");

    /// <summary>Returns when the standby has all that the primary has written so far.</summary>
    public static async Task CatchUpAsync(PostgresServer primary, PostgresServer standby)
    {
        var written = await PostgresServer.ExecuteAsync(
            primary.ConnectionString(Database), "SELECT pg_current_wal_insert_lsn()::text");
        await UntilAsync(standby, $"SELECT pg_last_wal_replay_lsn() >= '{written}'");
    }

    /// <summary>Waits until the server says yes.</summary>
    public static async Task UntilAsync(PostgresServer server, string question)
    {
        var limit = Patience.In(Patience.Limit);
        while (await PostgresServer.ExecuteAsync(server.ConnectionString(Database), question) is not true)
        {
            if (TimeProvider.System.GetUtcNow().UtcDateTime > limit)
            {
                throw new TimeoutException($"Still not: {question}");
            }

            await Task.Delay(10);
        }
    }
}

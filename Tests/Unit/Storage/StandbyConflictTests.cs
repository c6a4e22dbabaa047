using CodeFirst.Tests.Infrastructure;
using Npgsql;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>Reads that stand in the way of the replay.</summary>
[NonParallelizable]
public sealed class StandbyConflictTests : StandbyTests
{
    // The read waits for an index that the replay has locked, and the replay for the table of the read. The standby cancels the read: with
    // 40001 when the replay has waited for long enough, or, if it would wait for ever, with 40P01, as a deadlock.
    [TestCase("0")]
    [TestCase("-1")]
    public async Task A_read_that_the_replay_cancels_is_answered_by_the_primary_and_the_standby_stays_in_use(string delay)
    {
        await SetDelayAsync(delay);
        await using var primary = new NpgsqlConnection(Database);
        await primary.OpenAsync();
        await using var replayed = await primary.BeginTransactionAsync();
        await ExecuteAsync(primary, "REINDEX INDEX users_pkey");
        await SendLogAsync();
        await Replay.CatchUpAsync(Primary, Standby);
        var waits = $"SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = '{primary.Database}' AND wait_event_type = 'Lock')";

        var read = Reader.Users.FindAsync(User.Id, default).AsTask();
        await Replay.UntilAsync(Standby, waits);
        await ExecuteAsync(primary, "LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
        await SendLogAsync();
        await Replay.UntilAsync(Primary, waits); // the read is there now
        await replayed.RollbackAsync();

        (await read).Should().Be(User);
        await Replay.CatchUpAsync(Primary, Standby);
        await Replay.PauseAsync(Standby);
        await RenameAsync(Writer, "Anne");
        (await Reader.Users.FindAsync(User.Id, default)).Should().Be(User, "it is what the standby has");
    }

    private async Task SetDelayAsync(string delay)
    {
        var standby = Standby.ConnectionString("postgres");
        await PostgresServer.ExecuteAsync(standby, $"ALTER SYSTEM SET max_standby_streaming_delay = {delay}");
        await PostgresServer.ExecuteAsync(standby, "SELECT pg_reload_conf()");
    }

    // A commit of any kind sends what transactions have written that are not over.
    private async Task SendLogAsync() => await PostgresServer.ExecuteAsync(Database, "SELECT pg_logical_emit_message(true, '', '')");

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

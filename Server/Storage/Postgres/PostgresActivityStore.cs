using CodeFirst.Contracts;
using CodeFirst.Server.Activity;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Activity in PostgreSQL. Appends that arrive while others are on their way to the disk go together in one transaction.
/// </summary>
internal sealed class PostgresActivityStore : IActivityStore
{
    private readonly PostgresDatabase _database;
    private readonly PostgresAnnouncer _announcer;
    private readonly ActivityFeed _feed;
    private readonly GatheredCalls<IReadOnlyList<NewEvent>, IReadOnlyList<long>> _appends;

    public PostgresActivityStore(PostgresDatabase database, PostgresAnnouncer announcer, ActivityFeed feed)
    {
        _database = database;
        _announcer = announcer;
        _feed = feed;
        _appends = new(PostgresCommit.MaxAtOnce, PostgresCommit.MaxCalls, CommitAsync);
    }

    public ValueTask<IReadOnlyList<ActivityEvent>?> ReadAsync(
        string userId, long afterSequence, int limit, CancellationToken cancellationToken) =>
        _database.ReadAsync((userId, afterSequence, limit), ReadAsync, cancellationToken);

    public async ValueTask<IReadOnlyList<long>> AppendAsync(IReadOnlyList<NewEvent> events, CancellationToken cancellationToken) =>
        events.Count == 0 ? [] : await _appends.RunAsync(events, cancellationToken);

    private async Task<IEnumerable<IReadOnlyList<long>>> CommitAsync(List<IReadOnlyList<NewEvent>> appends)
    {
        var answers = await _database.WriteAsync(appends, PostgresAppend.AppendAsync, CancellationToken.None);
        foreach (var (events, appended) in appends.Zip(answers))
        {
            Publish(events, appended);
        }

        return answers.Select(appended => appended.Select(one => one.Sequence).ToList());
    }

    private void Publish(IReadOnlyList<NewEvent> events, List<(long Sequence, bool IsNew)> appended)
    {
        foreach (var (added, (sequence, isNew)) in events.Zip(appended))
        {
            if (isNew && _feed.HasFollowers(added.UserId))
            {
                _feed.Publish(EventRow.Of(added, sequence).ToEvent());
            }
        }

        foreach (var userId in events.Zip(appended).Where(one => one.Second.IsNew).Select(one => one.First.UserId).Distinct())
        {
            _announcer.Announce(userId);
        }
    }

    private static async Task<IReadOnlyList<ActivityEvent>?> ReadAsync(
        NpgsqlDataSource source, (string UserId, long AfterSequence, int Limit) page, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT page.* FROM users LEFT JOIN LATERAL (
                SELECT sequence, event_id, event_type, description, recorded_at FROM activity
                WHERE user_id = users.id AND sequence > $2 ORDER BY sequence LIMIT $3
            ) AS page ON TRUE WHERE users.id = $1 ORDER BY page.sequence
            """);
        command.Parameters.With(page.UserId).With(page.AfterSequence).With(page.Limit);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        List<ActivityEvent>? events = null;
        while (await rows.ReadAsync(cancellationToken))
        {
            events ??= [];
            if (!rows.IsDBNull(0))
            {
                events.Add(ReadEvent(page.UserId, rows, 0));
            }
        }

        return events;
    }

    internal static ActivityEvent ReadEvent(string userId, NpgsqlDataReader row, int first) => new EventRow(
        userId,
        row.GetInt64(first),
        row.GetString(first + 1),
        row.GetString(first + 2),
        row.GetString(first + 3),
        row.GetInt64(first + 4)).ToEvent();
}

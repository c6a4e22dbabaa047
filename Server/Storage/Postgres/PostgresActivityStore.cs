using CodeFirst.Contracts;
using CodeFirst.Server.Activity;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Activity in PostgreSQL. Appends that arrive while others are on their way to the disk go together in one transaction.
/// </summary>
internal sealed class PostgresActivityStore : IActivityStore
{
    // Enough to keep the disk busy while the next ones gather; more would only wait for each other.
    private const int MaxCommitsAtOnce = 4;
    private const int MaxAppendsPerCommit = 32;
    private const int MaxWaitingAppends = 4096;

    private readonly PostgresDatabase _database;
    private readonly PostgresAnnouncer _announcer;
    private readonly ActivityFeed _feed;
    private readonly Gatherer<Waiting> _appends;

    public PostgresActivityStore(PostgresDatabase database, PostgresAnnouncer announcer, ActivityFeed feed)
    {
        _database = database;
        _announcer = announcer;
        _feed = feed;
        _appends = new Gatherer<Waiting>(MaxCommitsAtOnce, MaxAppendsPerCommit, CommitAsync);
    }

    public ValueTask<IReadOnlyList<ActivityEvent>?> ReadAsync(
        string userId, long afterSequence, int limit, CancellationToken cancellationToken) =>
        _database.ReadAsync((userId, afterSequence, limit), ReadAsync, cancellationToken);

    public async ValueTask<IReadOnlyList<long>> AppendAsync(IReadOnlyList<NewEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return [];
        }

        var append = new Waiting(events, cancellationToken);
        if (!_appends.TryAdd(append, MaxWaitingAppends))
        {
            throw new StoreUnavailableException(
                "Too many appends wait for the database.", new TimeoutException($"{MaxWaitingAppends} are waiting."));
        }

        return await append.Answer.Task;
    }

    private async Task CommitAsync(List<Waiting> appends)
    {
        appends.RemoveAll(append => append.CancelIfAsked());
        if (appends.Count == 0)
        {
            return;
        }

        try
        {
            var answers = await _database.WriteAsync(
                appends.Select(append => append.Events).ToList(), PostgresAppend.AppendAsync, CancellationToken.None);
            foreach (var (append, appended) in appends.Zip(answers))
            {
                Publish(append.Events, appended);
                append.Answer.SetResult([.. appended.Select(one => one.Sequence)]);
            }
        }
        catch (Exception exception) when (appends.Count == 1 || exception is StoreUnavailableException or StoreFullException)
        {
            appends.ForEach(append => append.Answer.SetException(exception));
        }
        catch (Exception)
        {
            // One of them cannot be stored: it fails alone.
            foreach (var append in appends)
            {
                await CommitAsync([append]);
            }
        }
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

    private sealed class Waiting(IReadOnlyList<NewEvent> events, CancellationToken cancellationToken)
    {
        public IReadOnlyList<NewEvent> Events => events;

        public TaskCompletionSource<IReadOnlyList<long>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>An append that is cancelled before its turn never happens.</summary>
        public bool CancelIfAsked() => cancellationToken.IsCancellationRequested && Answer.TrySetCanceled(cancellationToken);
    }
}

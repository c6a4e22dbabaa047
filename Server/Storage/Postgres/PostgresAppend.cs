using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Stores the events of several appends in one round trip and one transaction. The rows of their users are the counters of the
/// sequences: who has them locked gives out the next numbers, so there are no gaps, whichever servers append.
/// </summary>
internal static class PostgresAppend
{
    // In the order of the ids, so that two transactions never wait for each other. Whom it has locked it leaves to the next
    // statement, within the transaction.
    private const string Lock =
        """
        SELECT set_config('codefirst.locked_users', coalesce(array_agg(id)::text, '{}'), TRUE)
        FROM (SELECT id FROM users WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE) AS locked
        """;

    // Runs behind the lock, with a later look at the tables: what it sees of the locked users cannot change any more. A user that
    // was created since is not locked, and is unknown as it was when the append began.
    private const string Append =
        """
        WITH locked AS (
            SELECT id, last_sequence FROM users WHERE id = ANY (current_setting('codefirst.locked_users')::text[])
        ), asked AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY
                AS asked (append, user_id, event_id, event_type, description, recorded_at, place)
        ), ends AS (
            SELECT append, min(place) AS place FROM asked
            WHERE NOT EXISTS (SELECT 1 FROM locked WHERE locked.id = asked.user_id) GROUP BY append
        ), known AS (
            SELECT asked.*, stored.sequence FROM asked
            LEFT JOIN ends ON ends.append = asked.append
            LEFT JOIN activity AS stored ON stored.user_id = asked.user_id AND stored.event_id = asked.event_id
            WHERE ends.place IS NULL OR asked.place < ends.place
        ), firsts AS (
            SELECT DISTINCT ON (user_id, event_id) * FROM known WHERE sequence IS NULL ORDER BY user_id, event_id, place
        ), added AS (
            SELECT firsts.user_id, firsts.event_id, firsts.event_type, firsts.description, firsts.recorded_at, firsts.place,
                locked.last_sequence + row_number() OVER (PARTITION BY firsts.user_id ORDER BY firsts.place) AS sequence
            FROM firsts JOIN locked ON locked.id = firsts.user_id
        ), inserted AS (
            INSERT INTO activity (user_id, sequence, event_id, event_type, description, recorded_at)
            SELECT user_id, sequence, event_id, event_type, description, recorded_at FROM added
        ), counted AS (
            UPDATE users SET last_sequence = last.sequence
            FROM (SELECT user_id, max(sequence) AS sequence FROM added GROUP BY user_id) AS last WHERE users.id = last.user_id
        )
        SELECT known.append, coalesce(known.sequence, added.sequence), coalesce(added.place = known.place, FALSE)
        FROM known LEFT JOIN added ON added.user_id = known.user_id AND added.event_id = known.event_id
        ORDER BY known.place
        """;

    /// <summary>Returns for each append the sequences of its events up to the first whose user is unknown, and which are new.</summary>
    public static async Task<List<(long Sequence, bool IsNew)>[]> AppendAsync(
        NpgsqlDataSource source, List<IReadOnlyList<NewEvent>> appends, CancellationToken cancellationToken)
    {
        var events = appends.SelectMany((one, append) => one.Select(added => (Append: append, Event: added))).ToList();
        var answers = appends.Select(_ => new List<(long Sequence, bool IsNew)>()).ToArray();
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Append));
        batch.BatchCommands[0].Parameters.With(events.Select(one => one.Event.UserId).Distinct().ToArray());
        batch.BatchCommands[1].Parameters
            .With(events.Select(one => one.Append).ToArray())
            .With(events.Select(one => one.Event.UserId).ToArray())
            .With(events.Select(one => one.Event.EventId).ToArray())
            .With(events.Select(one => one.Event.EventType).ToArray())
            .With(events.Select(one => one.Event.Description).ToArray())
            .With(events.Select(one => one.Event.At.ToUnixTimeMilliseconds()).ToArray());

        await using (var rows = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await rows.NextResultAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                answers[rows.GetInt32(0)].Add((rows.GetInt64(1), rows.GetBoolean(2)));
            }

            await rows.CommitAsync(cancellationToken);
        }

        return answers;
    }
}

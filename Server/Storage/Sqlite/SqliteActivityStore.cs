using CodeFirst.Contracts;
using CodeFirst.Server.Activity;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>Activity in SQLite.</summary>
internal sealed class SqliteActivityStore(SqliteDatabase database, ActivityFeed feed) : IActivityStore
{
    public ValueTask<IReadOnlyList<ActivityEvent>?> ReadAsync(
        string userId, long afterSequence, int limit, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync((userId, afterSequence, limit), Read, cancellationToken);

    public async ValueTask<IReadOnlyList<long>> AppendAsync(IReadOnlyList<NewEvent> events, CancellationToken cancellationToken)
    {
        var appended = await database.Writer.WriteAsync(
            session =>
            {
                var sequences = new List<long>(events.Count);
                var stored = new List<ActivityEvent>(events.Count);
                foreach (var added in events)
                {
                    if (Append(session, added) is { } recorded)
                    {
                        stored.Add(recorded);
                        sequences.Add(recorded.Sequence);
                    }
                    else if (FindSequence(session, added) is { } sequence)
                    {
                        sequences.Add(sequence);
                    }
                    else
                    {
                        break;
                    }
                }

                return (Sequences: sequences, Stored: stored);
            },
            appended =>
            {
                foreach (var recorded in appended.Stored)
                {
                    feed.Publish(recorded);
                }
            },
            cancellationToken);

        return appended.Sequences;
    }

    /// <summary>Stores the event as the user's next, or returns null if the user is unknown or has the event already.</summary>
    internal static ActivityEvent? Append(SqliteSession session, NewEvent added)
    {
        var sequence = session.Prepared(
            """
            INSERT INTO activity (user_id, sequence, event_id, event_type, description, recorded_at)
            SELECT ?1, coalesce((SELECT max(sequence) FROM activity WHERE user_id = ?1), 0) + 1, ?2, ?3, ?4, ?5
            WHERE EXISTS (SELECT 1 FROM users WHERE id = ?1)
            ON CONFLICT (user_id, event_id) DO NOTHING
            RETURNING sequence
            """,
            added.UserId, added.EventId, added.EventType, added.Description, added.At.ToUnixTimeMilliseconds()).ExecuteScalar();

        return sequence is null ? null : EventRow.Of(added, (long)sequence).ToEvent();
    }

    private static long? FindSequence(SqliteSession session, NewEvent added) =>
        (long?)session.Prepared(
            "SELECT sequence FROM activity WHERE user_id = ?1 AND event_id = ?2", added.UserId, added.EventId).ExecuteScalar();

    private static IReadOnlyList<ActivityEvent>? Read(SqliteSession session, (string UserId, long AfterSequence, int Limit) page)
    {
        var events = new List<ActivityEvent>();
        using (var rows = session.Prepared(
            """
            SELECT sequence, event_id, event_type, description, recorded_at FROM activity
            WHERE user_id = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3
            """,
            page.UserId, page.AfterSequence, page.Limit).ExecuteReader())
        {
            while (rows.Read())
            {
                var row = new EventRow(
                    page.UserId, rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetInt64(4));
                events.Add(row.ToEvent());
            }
        }

        var isKnown = events.Count > 0
            || session.Prepared("SELECT 1 FROM users WHERE id = ?1", page.UserId).ExecuteScalar() is not null;

        return isKnown ? events : null;
    }
}

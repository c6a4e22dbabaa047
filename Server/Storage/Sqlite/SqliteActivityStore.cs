using CodeFirst.Contracts;
using CodeFirst.Server.Activity;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>Activity in SQLite.</summary>
internal sealed class SqliteActivityStore(SqliteDatabase database, ActivityFeed feed) : IActivityStore
{
    private static readonly SqlText Insert = new(
        """
        INSERT INTO activity (user_id, sequence, event_id, event_type, description, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (user_id, event_id) DO NOTHING
        """);

    private static readonly SqlText FindSequence = new("SELECT sequence FROM activity WHERE user_id = ?1 AND event_id = ?2");

    private static readonly SqlText RemoveNow = new("DELETE FROM activity WHERE user_id = ?1");

    private static readonly SqlText RemoveLater = new("INSERT INTO deleted_users (id) VALUES (?1)");

    private static readonly SqlText FindUser = new("SELECT 1 FROM users WHERE id = ?1");

    private static readonly SqlText ReadAfter = new(
        """
        SELECT sequence, event_id, event_type, description, recorded_at FROM activity
        WHERE user_id = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3
        """);

    public ValueTask<IReadOnlyList<ActivityEvent>?> ReadAsync(
        string userId, long afterSequence, int limit, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync((userId, afterSequence, limit), Read, cancellationToken);

    public async ValueTask<IReadOnlyList<long>> AppendAsync(IReadOnlyList<NewEvent> events, CancellationToken cancellationToken)
    {
        var appended = await database.Writer.WriteAsync(
            transaction =>
            {
                var sequences = new List<long>(events.Count);
                var stored = new List<ActivityEvent>(events.Count);
                foreach (var added in events)
                {
                    if (transaction.FindLastSequence(added.UserId) is not { } last)
                    {
                        break;
                    }

                    if (Store(transaction, added, last + 1) is { } recorded)
                    {
                        stored.Add(recorded);
                        sequences.Add(recorded.Sequence);
                    }
                    else
                    {
                        sequences.Add(transaction.Session.FindNumber(FindSequence, added.UserId, added.EventId)!.Value);
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

    /// <summary>Stores the first event of a user who is being created.</summary>
    internal static ActivityEvent AppendFirst(WriteTransaction transaction, NewEvent added) => Store(transaction, added, 1)!;

    /// <summary>Stores the event as the next of a user who exists, or returns null if the user has it already.</summary>
    internal static ActivityEvent? AppendNext(WriteTransaction transaction, NewEvent added) =>
        Store(transaction, added, transaction.FindLastSequence(added.UserId)!.Value + 1);

    /// <summary>
    /// Removes the events of a user who is being deleted: nobody can read them then. If they are many, leaves them to
    /// <see cref="SqlitePurge"/> and returns true.
    /// </summary>
    internal static bool Remove(WriteTransaction transaction, string userId)
    {
        var areMany = transaction.FindLastSequence(userId) > SqlitePurge.EventsAtOnce;
        transaction.Session.Run(areMany ? RemoveLater : RemoveNow, userId);
        transaction.KeepLastSequence(userId, null);

        return areMany;
    }

    private static ActivityEvent? Store(WriteTransaction transaction, NewEvent added, long sequence)
    {
        transaction.Session.Run(
            Insert, added.UserId, sequence, added.EventId, added.EventType, added.Description, added.At.ToUnixTimeMilliseconds());
        if (transaction.Session.Changes == 0)
        {
            return null;
        }

        transaction.KeepLastSequence(added.UserId, sequence);

        return EventRow.Of(added, sequence).ToEvent();
    }

    private static IReadOnlyList<ActivityEvent>? Read(SqliteSession session, (string UserId, long AfterSequence, int Limit) page)
    {
        // Events of a user who was deleted may still be there.
        if (session.FindNumber(FindUser, page.UserId) is null)
        {
            return null;
        }

        var events = new List<ActivityEvent>();
        using var rows = session.Prepare(ReadAfter, page.UserId, page.AfterSequence, page.Limit);
        while (rows.Step())
        {
            var row = new EventRow(
                page.UserId, rows.GetInt64(0), rows.GetText(1), rows.GetText(2), rows.GetText(3), rows.GetInt64(4));
            events.Add(row.ToEvent());
        }

        return events;
    }
}

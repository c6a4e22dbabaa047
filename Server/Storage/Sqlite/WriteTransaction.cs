namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>The transaction that writes share, with what they have in common and is written once, just before the commit.</summary>
internal sealed class WriteTransaction(SqliteSession session)
{
    // The forgotten ones go little by little, so that no write is long.
    private const int ForgottenPerRequest = 10;

    private const int MaxKnownSequences = 4096;

    private static readonly SqlText CountUsers = new("UPDATE user_count SET users = users + ?1");

    private static readonly SqlText CountRole = new(
        "INSERT INTO role_counts (role, users) VALUES (?1, ?2) ON CONFLICT (role) DO UPDATE SET users = users + ?2");

    private static readonly SqlText DropRole = new("DELETE FROM role_counts WHERE role = ?1 AND users = 0");

    private static readonly SqlText FindForgotten = new(
        "SELECT request_id FROM create_requests WHERE created_at < ?1 ORDER BY created_at LIMIT ?2");

    private static readonly SqlText Forget = new("DELETE FROM create_requests WHERE request_id = ?1");

    private static readonly SqlText LastSequence = new(
        "SELECT coalesce((SELECT max(sequence) FROM activity WHERE user_id = ?1), 0) FROM users WHERE id = ?1");

    private readonly Dictionary<string, long> _roles = [];
    private readonly Dictionary<string, long> _sequences = [];
    private int _requests;
    private long _repeatsSince;

    public SqliteSession Session => session;

    /// <summary>Gets what the writes do to the index of words.</summary>
    public WordChanges Words { get; } = new(session);

    /// <summary>Counts a user who is new to the role, or with -1 one who left it.</summary>
    public void CountUser(string role, int change) => _roles[role] = _roles.GetValueOrDefault(role) + change;

    /// <summary>Says that a request id was kept, and since when the others are still needed.</summary>
    public void CountRequest(long repeatsSince)
    {
        _requests++;
        _repeatsSince = repeatsSince;
    }

    /// <summary>Returns the sequence of the user's last event, 0 if there is none, or null if there is no user.</summary>
    public long? FindLastSequence(string userId) =>
        _sequences.TryGetValue(userId, out var sequence) ? sequence : session.FindNumber(LastSequence, userId);

    /// <summary>Keeps the sequence of the user's last event for the next one, or forgets it if the user is gone.</summary>
    public void KeepLastSequence(string userId, long? sequence)
    {
        if (sequence is null)
        {
            _sequences.Remove(userId);

            return;
        }

        if (_sequences.Count == MaxKnownSequences)
        {
            _sequences.Clear();
        }

        _sequences[userId] = sequence.Value;
    }

    /// <summary>Writes what the writes have in common. The commit comes next.</summary>
    public void Complete()
    {
        Words.Complete();
        if (_roles.Count > 0)
        {
            WriteCounts();
        }

        if (_requests > 0)
        {
            ForgetRequests();
        }
    }

    /// <summary>Forgets what belonged to the transaction that has ended; after a commit, not what was learned for the next one.</summary>
    public void Reset(bool wasCommitted)
    {
        Words.Reset(wasCommitted);
        _roles.Clear();
        _requests = 0;
        if (!wasCommitted)
        {
            _sequences.Clear();
        }
    }

    private void WriteCounts()
    {
        var users = 0L;
        foreach (var (role, change) in _roles)
        {
            if (change != 0)
            {
                session.Run(CountRole, role, change);
                users += change;
            }

            if (change < 0)
            {
                session.Run(DropRole, role);
            }
        }

        if (users != 0)
        {
            session.Run(CountUsers, users);
        }
    }

    private void ForgetRequests()
    {
        var forgotten = new List<string>();
        using (var rows = session.Prepare(FindForgotten, _repeatsSince, _requests * ForgottenPerRequest))
        {
            while (rows.Step())
            {
                forgotten.Add(rows.GetText(0));
            }
        }

        foreach (var request in forgotten)
        {
            session.Run(Forget, request);
        }
    }
}

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// What the writes of a transaction do to the index of words. A new user gets the next document number, and is behind the index until
/// <see cref="SqliteWordIndex"/> comes to it. New words of one who is indexed are added at once. The old ones stay: that makes a change
/// half as dear, and a user who is found by an old name is looked at and left out.
/// </summary>
internal sealed class WordChanges(SqliteSession session)
{
    private static readonly SqlText LastDocument = new(
        "SELECT max(document, coalesce((SELECT max(document) FROM users), 0)) FROM words_indexed");

    private static readonly SqlText FindWords = new(
        "SELECT document, name_key || char(10) || email_key FROM users WHERE id = ?1 AND document <= ?2");

    private static readonly SqlText Remove = new("INSERT INTO user_words (user_words, rowid, words) VALUES ('delete', ?1, ?2)");

    private static readonly SqlText Add = new("INSERT INTO user_words (rowid, words) VALUES (?1, ?2)");

    private readonly SortedDictionary<long, (string Before, string? Added)> _changes = [];
    private long? _last;
    private long? _indexed;

    /// <summary>Gets or sets the last document that is indexed.</summary>
    public long Indexed
    {
        get => _indexed ??= session.FindNumber(SqliteWordIndex.Last) ?? 0;
        set => _indexed = value;
    }

    /// <summary>Returns a new document number.</summary>
    public long NextDocument()
    {
        _last = (_last ?? session.FindNumber(LastDocument) ?? 0) + 1;

        return _last.Value;
    }

    /// <summary>Returns the document of a user with its words as they are indexed now, or null if it is not.</summary>
    public (long Document, string Words)? Find(string userId)
    {
        using var rows = session.Prepare(FindWords, userId, Indexed);

        return rows.Step() ? (rows.GetInt64(0), rows.GetText(1)) : null;
    }

    /// <summary>Says that a document has these words too.</summary>
    public void AddWords((long Document, string Words) indexed, string words)
    {
        var earlier = _changes.GetValueOrDefault(indexed.Document, (Before: indexed.Words, Added: ""));
        _changes[indexed.Document] = (earlier.Before, $"{earlier.Added}\n{words}");
    }

    /// <summary>Says that the user of a document is gone.</summary>
    public void RemoveWords((long Document, string Words) indexed)
    {
        var earlier = _changes.GetValueOrDefault(indexed.Document, (Before: indexed.Words, Added: ""));
        _changes[indexed.Document] = (earlier.Before, null);
    }

    /// <summary>Writes the changes. They are in order: each time that documents go back, FTS5 writes what it has gathered.</summary>
    public void Complete()
    {
        foreach (var (document, (before, added)) in _changes)
        {
            if (added is null)
            {
                session.Run(Remove, document, before);
            }
            else
            {
                session.Run(Add, document, added);
            }
        }

        if (_changes.Count > 0)
        {
            session.Run(SqliteWordIndex.Merge, 1 + (_changes.Count / SqliteWordIndex.DocumentsPerMergedPage));
        }
    }

    /// <summary>Forgets what belonged to the transaction that has ended.</summary>
    public void Reset(bool wasCommitted)
    {
        _changes.Clear();
        if (!wasCommitted)
        {
            (_last, _indexed) = (null, null);
        }
    }
}

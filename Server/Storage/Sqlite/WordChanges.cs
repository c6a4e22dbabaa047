namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// What the writes of a transaction do to the index of words. A new user gets the next document number, and is behind the index until
/// <see cref="SqliteWordIndex"/> comes to it. New words of one who is indexed are added at once. The old ones stay: that makes a change
/// half as dear, and a user who is found by an old name is looked at and left out. Those of a deleted user wait for
/// <see cref="SqliteWordIndex"/> too.
/// </summary>
internal sealed class WordChanges(SqliteSession session)
{
    private static readonly SqlText LastDocument = new(
        "SELECT max(document, coalesce((SELECT max(document) FROM users), 0)) FROM words_indexed");

    private static readonly SqlText FindDocument = new("SELECT document FROM users WHERE id = ?1 AND document <= ?2");

    private static readonly SqlText RemoveLater = new(
        "INSERT INTO removed_words SELECT document, name_key || char(10) || email_key FROM users WHERE id = ?1 AND document <= ?2");

    private static readonly SqlText AddWords = new("INSERT INTO user_words (rowid, words) VALUES (?1, ?2)");

    private readonly SortedDictionary<long, string> _added = [];
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

    /// <summary>Says that a user has these words too. One who is behind the index is read with all words when it comes to the user.</summary>
    public void Add(string userId, string words)
    {
        if (session.FindNumber(FindDocument, userId, Indexed) is { } document)
        {
            _added[document] = $"{_added.GetValueOrDefault(document)}\n{words}";
        }
    }

    /// <summary>Says that a user is about to be deleted.</summary>
    public void Remove(string userId) => session.Run(RemoveLater, userId, Indexed);

    /// <summary>Writes the changes. They are in order: each time that documents go back, FTS5 writes what it has gathered.</summary>
    public void Complete()
    {
        foreach (var (document, words) in _added)
        {
            session.Run(AddWords, document, words);
        }

        if (_added.Count > 0)
        {
            session.Run(SqliteWordIndex.Merge, 1 + (_added.Count / SqliteWordIndex.DocumentsPerMergedPage));
        }
    }

    /// <summary>Forgets what belonged to the transaction that has ended.</summary>
    public void Reset(bool wasCommitted)
    {
        _added.Clear();
        if (!wasCommitted)
        {
            (_last, _indexed) = (null, null);
        }
    }
}

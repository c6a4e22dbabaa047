namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// Indexes the words of new users, and takes out those of deleted ones, many at once: that costs half of what it costs one by one.
/// Documents after the last one that is indexed are the tail, which a search reads besides.
/// </summary>
internal static class SqliteWordIndex
{
    /// <summary>How many documents one write indexes: a few milliseconds of work.</summary>
    public const int DocumentsAtOnce = 512;

    /// <summary>
    /// How many documents are written for each page of 4 kB that is merged afterwards. 64 fill about one, and are merged about five times
    /// on the way to a million of them.
    /// </summary>
    public const int DocumentsPerMergedPage = 16;

    /// <summary>The last document that is indexed.</summary>
    public static readonly SqlText Last = new("SELECT document FROM words_indexed");

    /// <summary>A row if a user has no document number: its file is of the version before.</summary>
    public static readonly SqlText AnyWithoutDocument = new("SELECT 1 FROM users WHERE document IS NULL LIMIT 1");

    private static readonly SqlText Add = new(
        """
        INSERT INTO user_words (rowid, words) SELECT document, name_key || char(10) || email_key FROM users
        WHERE document > ?1 AND document <= ?2 ORDER BY document
        """);

    private static readonly SqlText LastOfMany = new("SELECT document FROM users WHERE document > ?1 ORDER BY document LIMIT 1 OFFSET ?2");

    /// <summary>Merges parts of the index, if some are small.</summary>
    public static readonly SqlText Merge = new("INSERT INTO user_words (user_words, rank) VALUES ('merge', ?1)");

    private static readonly SqlText SetLast = new("UPDATE words_indexed SET document = ?1");

    private static readonly SqlText FindRemoved = new("SELECT document, words FROM removed_words ORDER BY document LIMIT ?1");

    private static readonly SqlText Remove = new("INSERT INTO user_words (user_words, rowid, words) VALUES ('delete', ?1, ?2)");

    private static readonly SqlText ForgetRemoved = new("DELETE FROM removed_words WHERE document <= ?1");

    private static readonly SqlText FindWithoutDocument = new("SELECT id FROM users WHERE document IS NULL LIMIT ?1");

    private static readonly SqlText SetDocument = new("UPDATE users SET document = ?2 WHERE id = ?1");

    /// <summary>Returns whether there is anything to do.</summary>
    public static bool IsBehind(SqliteSession session) =>
        session.FindNumber(LastOfMany, session.FindNumber(Last) ?? 0, DocumentsAtOnce - 1) is not null
        || session.FindNumber(AnyWithoutDocument) is not null;

    /// <summary>
    /// Indexes some documents, or takes some out, or numbers some users of the version before. Returns whether there was anything to do.
    /// </summary>
    public static bool Work(WriteTransaction transaction, int documents = DocumentsAtOnce)
    {
        var session = transaction.Session;
        var indexed = transaction.Words.Indexed;
        if (session.FindNumber(LastOfMany, indexed, documents - 1) is not { } last)
        {
            return RemoveSome(session, documents) || Number(transaction);
        }

        session.Run(Add, indexed, last);
        session.Run(SetLast, last);
        transaction.Words.Indexed = last;
        session.Run(Merge, documents / DocumentsPerMergedPage);

        return true;
    }

    // In order: each time that documents go back, FTS5 writes what it has gathered.
    private static bool RemoveSome(SqliteSession session, int documents)
    {
        var removed = new List<(long Document, string Words)>();
        using (var rows = session.Prepare(FindRemoved, documents))
        {
            while (rows.Step())
            {
                removed.Add((rows.GetInt64(0), rows.GetText(1)));
            }
        }

        if (removed.Count == 0)
        {
            return false;
        }

        foreach (var (document, words) in removed)
        {
            session.Run(Remove, document, words);
        }

        session.Run(ForgetRemoved, removed[^1].Document);
        session.Run(Merge, 1 + (removed.Count / DocumentsPerMergedPage));

        return true;
    }

    private static bool Number(WriteTransaction transaction)
    {
        var ids = new List<string>();
        using (var rows = transaction.Session.Prepare(FindWithoutDocument, DocumentsAtOnce))
        {
            while (rows.Step())
            {
                ids.Add(rows.GetText(0));
            }
        }

        foreach (var id in ids)
        {
            transaction.Session.Run(SetDocument, id, transaction.Words.NextDocument());
        }

        return ids.Count > 0;
    }
}

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>The text of a statement. Each session prepares it at its first use, and keeps it: make one only for a constant.</summary>
internal sealed class SqlText
{
    private static int _count;

    public SqlText(string text)
    {
        Text = text;
        Index = Interlocked.Increment(ref _count) - 1;
    }

    public string Text { get; }

    /// <summary>Gets where a session keeps the statement.</summary>
    public int Index { get; }
}

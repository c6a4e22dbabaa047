namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>The value of a parameter: a text, or a number if there is no text.</summary>
internal readonly record struct SqlValue(string? Text, long Number)
{
    public static implicit operator SqlValue(string text) => new(text, 0);

    public static implicit operator SqlValue(long number) => new(null, number);
}

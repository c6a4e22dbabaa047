using System.Globalization;

namespace CodeFirst.Server.Users.Filters;

/// <summary>The text of a filter, and errors that point into it.</summary>
internal sealed class FilterSource(string text)
{
    private const int LongestEcho = 40;

    public string Text { get; } = text;

    /// <summary>Makes the error for what begins at an index of <see cref="Text"/>: "{problem} at position {n}. {hint}".</summary>
    public UserFilterException Error(int index, string problem, string hint = "")
    {
        var position = Length(Text.AsSpan(0, index)) + 1;
        var separator = hint.Length > 0 ? " " : "";

        return new UserFilterException($"{problem} at position {position}.{separator}{hint}", position);
    }

    /// <summary>Refuses a text that is too long, or has characters that no user can have.</summary>
    public void Validate()
    {
        // The first half saves counting a text that no count can save.
        if (Text.Length > 2 * UserFilter.MaxLength || Length(Text) > UserFilter.MaxLength)
        {
            throw new UserFilterException(
                $"The filter is longer than {UserFilter.MaxLength} characters.", UserFilter.MaxLength + 1);
        }

        for (var i = 0; i < Text.Length; i++)
        {
            if (char.IsHighSurrogate(Text[i]) && i + 1 < Text.Length && char.IsLowSurrogate(Text[i + 1]))
            {
                i++;
            }
            else if (IsForbidden(Text[i]))
            {
                throw Error(
                    i,
                    string.Create(CultureInfo.InvariantCulture, $"Forbidden character U+{(int)Text[i]:X4}"),
                    "Control characters, U+FFFD and halves of surrogate pairs cannot be in a filter.");
            }
        }
    }

    /// <summary>The beginning of what the caller wrote, short enough for an error message.</summary>
    public static string Clip(string written)
    {
        if (written.Length <= LongestEcho)
        {
            return written;
        }

        var end = char.IsHighSurrogate(written[LongestEcho - 1]) ? LongestEcho - 1 : LongestEcho;
        return string.Concat(written.AsSpan(0, end), "…");
    }

    /// <summary>The one character at an index, also when it is two UTF-16 units.</summary>
    public string CharacterAt(int index) => char.IsHighSurrogate(Text[index]) ? Text.Substring(index, 2) : Text.Substring(index, 1);

    // Tabs and line breaks separate terms like spaces do; in a quoted string FilterLiteral refuses them.
    private static bool IsForbidden(char c) =>
        (char.IsControl(c) && c is not ('\t' or '\r' or '\n')) || char.IsSurrogate(c) || c == '\uFFFD';

    private static int Length(ReadOnlySpan<char> span)
    {
        var length = 0;
        foreach (var _ in span.EnumerateRunes())
        {
            length++;
        }

        return length;
    }
}

namespace CodeFirst.Client;

/// <summary>Makes a value fit to be quoted in a message of one line, whatever is in it.</summary>
internal static class OneLine
{
    private const int Longest = 200;

    public static string Of(string value)
    {
        // U+2028 and U+2029 end lines too, and are no control characters.
        var text = value.Take(Longest).Select(character =>
            char.IsControl(character) || character is '\u2028' or '\u2029' ? $"\\u{(int)character:x4}" : character.ToString());

        return $"\"{string.Concat(text)}{(value.Length > Longest ? "…" : "")}\"";
    }
}

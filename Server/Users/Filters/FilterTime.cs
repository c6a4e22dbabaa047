namespace CodeFirst.Server.Users.Filters;

/// <summary>
/// A time in a filter: the whole milliseconds since 1970, rounded down, and whether the text said more than that. Stores keep
/// whole milliseconds, so a comparison has to know.
/// </summary>
internal readonly record struct FilterTime(long Milliseconds, bool HasRemainder)
{
    private const int SecondsLength = 19; // yyyy-MM-ddTHH:mm:ss

    /// <summary>
    /// Reads an RFC 3339 date-time with any fraction. DateTimeOffset would round the fraction and refuse the first and last hours
    /// of its range when an offset moves them out. Leap seconds (:60) are refused.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FilterTime time)
    {
        time = default;

        if (!TryParseSeconds(text, out var seconds))
        {
            return false;
        }

        var rest = text[SecondsLength..];
        if (!TryParseFraction(ref rest, out var milliseconds, out var hasRemainder) || !TryParseOffset(rest, out var offset))
        {
            return false;
        }

        time = new FilterTime(((seconds - offset) * 1000) + milliseconds, hasRemainder);
        return true;
    }

    private static bool TryParseSeconds(ReadOnlySpan<char> text, out long seconds)
    {
        seconds = 0;

        if (text is not [_, _, _, _, '-', _, _, '-', _, _, 'T' or 't', _, _, ':', _, _, ':', _, _, ..])
        {
            return false;
        }

        if (!TryParseNumber(text[..4], 1, 9999, out var year)
            || !TryParseNumber(text[5..7], 1, 12, out var month)
            || !TryParseNumber(text[8..10], 1, DateTime.DaysInMonth(year, month), out var day)
            || !TryParseNumber(text[11..13], 0, 23, out var hour)
            || !TryParseNumber(text[14..16], 0, 59, out var minute)
            || !TryParseNumber(text[17..19], 0, 59, out var second))
        {
            return false;
        }

        seconds = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeSeconds();
        return true;
    }

    private static bool TryParseFraction(ref ReadOnlySpan<char> text, out int milliseconds, out bool hasRemainder)
    {
        milliseconds = 0;
        hasRemainder = false;

        if (text is not ['.', ..])
        {
            return true;
        }

        var digits = text[1..];
        var count = digits.IndexOfAnyExceptInRange('0', '9');
        if (count <= 0)
        {
            return false; // no digits, or no offset after them
        }

        for (var i = 0; i < 3; i++)
        {
            milliseconds = (milliseconds * 10) + (i < count ? digits[i] - '0' : 0);
        }

        hasRemainder = count > 3 && digits[3..count].ContainsAnyExcept('0');
        text = digits[count..];
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;

        if (text is ['Z' or 'z'])
        {
            return true;
        }

        if (text is not ['+' or '-', _, _, ':', _, _]
            || !TryParseNumber(text[1..3], 0, 23, out var hours)
            || !TryParseNumber(text[4..6], 0, 59, out var minutes))
        {
            return false;
        }

        seconds = ((hours * 60) + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }

    private static bool TryParseNumber(ReadOnlySpan<char> digits, int min, int max, out int number)
    {
        number = 0;

        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return number >= min && number <= max;
    }
}

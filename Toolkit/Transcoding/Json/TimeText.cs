using System.Globalization;

namespace CodeFirst.Transcoding.Json;

/// <summary>Times and spans of time as text.</summary>
internal static class TimeText
{
    public const long MinTimestamp = -62_135_596_800;
    public const long MaxTimestamp = 253_402_300_799;
    public const long MaxDuration = 315_576_000_000;

    private const int SecondsPerDay = 86_400;

    /// <summary>Reads RFC 3339. An offset is needed, unless <paramref name="mayBeLocal"/>.</summary>
    public static bool TryParseTimestamp(ReadOnlySpan<byte> text, bool mayBeLocal, out long seconds, out int nanos, out bool hasOffset)
    {
        (seconds, nanos, hasOffset) = (0, 0, false);
        if (text.Length < 19
            || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day)
            || !TryDigits(text[11..13], out var hour) || !TryDigits(text[14..16], out var minute)
            || !TryDigits(text[17..19], out var second)
            || year == 0 || month is 0 or > 12 || day == 0 || hour > 23 || minute > 59 || second > 59
            || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var rest = text[19..];
        if (rest is [(byte)'.', ..] && !TryFraction(ref rest, out nanos))
        {
            return false;
        }

        var offset = 0;
        if (rest is [(byte)'Z'])
        {
            hasOffset = true;
        }
        else if (rest.Length == 6 && rest[0] is (byte)'+' or (byte)'-' && rest[3] == ':'
            && TryDigits(rest[1..3], out var hours) && TryDigits(rest[4..6], out var minutes) && hours <= 23 && minutes <= 59)
        {
            offset = ((hours * 60) + minutes) * (rest[0] == '-' ? -60 : 60);
            hasOffset = true;
        }
        else if (!mayBeLocal || !rest.IsEmpty)
        {
            return false;
        }

        var days = DaysFrom(year, month, day);
        seconds = (days * SecondsPerDay) + (hour * 3600) + (minute * 60) + second - offset;

        return seconds is >= MinTimestamp and <= MaxTimestamp;
    }

    /// <summary>Reads seconds with up to 9 digits behind the point and an s. Nanoseconds have the sign of the seconds.</summary>
    public static bool TryParseDuration(ReadOnlySpan<byte> text, long largest, out long seconds, out int nanos)
    {
        (seconds, nanos) = (0, 0);
        if (text is not [.., (byte)'s'])
        {
            return false;
        }

        var isNegative = text[0] == '-';
        var rest = text[(isNegative ? 1 : 0)..^1];
        var digits = rest.IndexOf((byte)'.') is >= 0 and var point ? point : rest.Length;
        if (digits is 0 or > 12 || !TryLong(rest[..digits], out seconds))
        {
            return false;
        }

        rest = rest[digits..];
        if ((!rest.IsEmpty && !TryFraction(ref rest, out nanos))
            || !rest.IsEmpty
            || seconds > largest)
        {
            return false;
        }

        (seconds, nanos) = isNegative ? (-seconds, -nanos) : (seconds, nanos);

        return true;
    }

    /// <summary>Writes date and time without an offset. Returns the length.</summary>
    public static int FormatTimestamp(long seconds, Span<byte> target)
    {
        var time = DateTime.UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond);
        time.TryFormat(target, out var written, "s", CultureInfo.InvariantCulture); // .NET has a short way for this format

        return written;
    }

    /// <summary>Writes a point and the digits of nanoseconds. Returns the length.</summary>
    /// <param name="nanos">From 0 to 999,999,999.</param>
    /// <param name="target">At least 10 bytes.</param>
    /// <param name="inThrees">Whether there are 0, 3, 6 or 9 digits, as the proto3 mapping says, or no zero at the end.</param>
    public static int FormatFraction(int nanos, Span<byte> target, bool inThrees)
    {
        if (nanos == 0)
        {
            return 0;
        }

        var length = 9;
        while (nanos % (inThrees ? 1000 : 10) == 0)
        {
            nanos /= inThrees ? 1000 : 10;
            length -= inThrees ? 3 : 1;
        }

        target[0] = (byte)'.';
        for (var i = length; i > 0; i--)
        {
            target[i] = (byte)('0' + (nanos % 10));
            nanos /= 10;
        }

        return length + 1;
    }

    private static long DaysFrom(int year, int month, int day) =>
        (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerDay;

    private static bool TryFraction(ref ReadOnlySpan<byte> text, out int nanos)
    {
        var count = 0;
        nanos = 0;
        while (count + 1 < text.Length && (uint)(text[count + 1] - '0') <= 9)
        {
            if (++count > 9)
            {
                return false;
            }

            nanos = (nanos * 10) + (text[count] - '0');
        }

        text = text[(count + 1)..];
        for (var i = count; i < 9; i++)
        {
            nanos *= 10;
        }

        return count > 0;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        var isNumber = TryLong(text, out var number);
        value = (int)number;

        return isNumber;
    }

    private static bool TryLong(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        foreach (var character in text)
        {
            if ((uint)(character - '0') > 9)
            {
                return false;
            }

            value = (value * 10) + (character - '0');
        }

        return true;
    }
}

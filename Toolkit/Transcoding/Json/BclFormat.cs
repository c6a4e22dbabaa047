using System.Globalization;

namespace CodeFirst.Transcoding.Json;

/// <summary>Writes what the messages of bcl.proto hold as people write it.</summary>
internal static class BclFormat
{
    public static int Decimal(ulong lo, uint hi, uint signScale, Span<byte> text)
    {
        var scale = (int)(signScale >> 1);
        if (scale > 28)
        {
            throw new MalformedMessageException("A bcl.Decimal has more than 28 digits behind the point.");
        }

        var number = new decimal((int)lo, (int)(lo >> 32), (int)hi, (signScale & 1) != 0, (byte)scale);
        number.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        if (number == 0 && (signScale & 1) != 0 && text[0] != '-')
        {
            text[..length].CopyTo(text[1..]);
            text[0] = (byte)'-';
            length++;
        }

        return length;
    }

    public static int DateTime(long value, int scale, int kind, Span<byte> text)
    {
        const long epoch = System.TimeSpan.TicksPerDay * 719_162;
        if (!BclText.TryGetTicks(value, scale, -epoch, System.DateTime.MaxValue.Ticks - epoch, out var ticks))
        {
            throw new MalformedMessageException("A bcl.DateTime is not from year 1 to 9999.");
        }

        var (seconds, rest) = Math.DivRem(ticks, System.TimeSpan.TicksPerSecond);
        (seconds, rest) = rest < 0 ? (seconds - 1, rest + System.TimeSpan.TicksPerSecond) : (seconds, rest);
        var length = TimeText.FormatTimestamp(seconds, text);
        length += TimeText.FormatFraction((int)rest * 100, text[length..], inThrees: false);
        if (kind == (int)DateTimeKind.Utc)
        {
            text[length++] = (byte)'Z';
        }

        return length;
    }

    public static int TimeSpan(long value, int scale, Span<byte> text)
    {
        if (!BclText.TryGetTicks(value, scale, long.MinValue, long.MaxValue, out var ticks))
        {
            throw new MalformedMessageException("A bcl.TimeSpan is out of range.");
        }

        var length = 0;
        if (ticks < 0)
        {
            text[length++] = (byte)'-';
        }

        var (seconds, rest) = Math.DivRem(ticks, System.TimeSpan.TicksPerSecond);
        ((ulong)Math.Abs(seconds)).TryFormat(text[length..], out var written, default, CultureInfo.InvariantCulture);
        length += written;
        length += TimeText.FormatFraction((int)Math.Abs(rest) * 100, text[length..], inThrees: false);
        text[length] = (byte)'s';

        return length + 1;
    }
}

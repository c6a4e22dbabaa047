using System.Buffers.Binary;
using System.Buffers.Text;

namespace CodeFirst.Transcoding.Json;

/// <summary>Writes text as a message of bcl.proto, as protobuf-net writes the value.</summary>
internal static class BclText
{
    // The names of the enum TimeSpanScale.
    private const int Days = 0;
    private const int Ticks = 5;
    private const int MinMax = 15;

    private static readonly long[] TicksOf =
    [
        TimeSpan.TicksPerDay, TimeSpan.TicksPerHour, TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond, 1,
    ];

    public static bool TryWriteGuid(ReadOnlySpan<byte> text, WireBuffer output)
    {
        if (!(Utf8Parser.TryParse(text, out Guid guid, out var consumed, 'D') && consumed == text.Length)
            && !(text.Length == 32 && Utf8Parser.TryParse(text, out guid, out consumed, 'N') && consumed == 32))
        {
            return false;
        }

        if (guid != Guid.Empty)
        {
            Span<byte> bytes = stackalloc byte[16];
            guid.TryWriteBytes(bytes);
            output.WriteByte(0x09);
            output.Write(bytes[..8]);
            output.WriteByte(0x11);
            output.Write(bytes[8..]);
        }

        return true;
    }

    public static bool TryWriteDecimal(ReadOnlySpan<byte> text, WireBuffer output)
    {
        if (!DecimalText.TryParse(text, out var number))
        {
            return false;
        }

        // The zeros behind the point are part of a decimal, as far as it has room for them.
        var scale = Math.Max(0, number.Scale);
        var digits = number.Digits;
        if (scale > 28)
        {
            scale = digits == 0 ? 28 : Math.Max(28, -number.Exponent);
        }

        var zeros = digits == 0 ? 0 : number.Exponent + scale;
        if (scale > 28 || zeros is < 0 or > 28)
        {
            return false;
        }

        for (; zeros > 0 && digits >> 96 == 0; zeros--)
        {
            digits *= 10;
        }

        if (digits >> 96 != 0)
        {
            return false;
        }

        WriteVarint(output, 0x08, (ulong)digits);
        WriteVarint(output, 0x10, (ulong)(digits >> 64));
        WriteVarint(output, 0x18, (ulong)((scale << 1) | (number.IsNegative ? 1 : 0)));

        return true;
    }

    public static bool TryWriteDateTime(ReadOnlySpan<byte> text, WireBuffer output)
    {
        if (!TimeText.TryParseTimestamp(text, mayBeLocal: true, out var seconds, out var nanos, out var hasOffset) || nanos % 100 != 0)
        {
            return false;
        }

        var ticks = (seconds * TimeSpan.TicksPerSecond) + (nanos / 100);
        var fromYearOne = ticks + DateTime.UnixEpoch.Ticks;
        WriteTicks(output, ticks, fromYearOne == 0 ? -1 : fromYearOne == DateTime.MaxValue.Ticks ? 1 : 0);
        WriteVarint(output, 0x18, hasOffset ? 1u : 0u);

        return true;
    }

    public static bool TryWriteTimeSpan(ReadOnlySpan<byte> text, WireBuffer output)
    {
        if (!TimeText.TryParseDuration(text, 922_337_203_685, out var seconds, out var nanos) || nanos % 100 != 0)
        {
            return false;
        }

        var ticks = ((Int128)seconds * TimeSpan.TicksPerSecond) + (nanos / 100);
        if (ticks < long.MinValue || ticks > long.MaxValue)
        {
            return false;
        }

        WriteTicks(output, (long)ticks, ticks == long.MinValue ? -1 : ticks == long.MaxValue ? 1 : 0);

        return true;
    }

    /// <summary>Returns the ticks that value and scale say. False if there is no such scale, or the ticks are out of range.</summary>
    public static bool TryGetTicks(long value, int scale, long min, long max, out long ticks)
    {
        ticks = value switch
        {
            1 => max,
            -1 => min,
            _ => 0,
        };
        if (scale == MinMax)
        {
            return value is 1 or -1;
        }

        if (scale is < Days or > Ticks)
        {
            return false;
        }

        var exact = (Int128)value * TicksOf[scale];
        ticks = unchecked((long)exact);

        return exact >= min && exact <= max;
    }

    /// <summary>Reads the GUID from the two numbers of the message.</summary>
    public static Guid GuidOf(ulong lo, ulong hi)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, lo);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], hi);

        return new Guid(bytes);
    }

    private static void WriteTicks(WireBuffer output, long ticks, int minMax)
    {
        var scale = MinMax;
        long value = minMax;
        if (minMax == 0)
        {
            scale = Days;
            while (ticks % TicksOf[scale] != 0)
            {
                scale++;
            }

            value = ticks / TicksOf[scale];
        }

        WriteVarint(output, 0x08, (ulong)((value << 1) ^ (value >> 63)));
        WriteVarint(output, 0x10, (ulong)scale);
    }

    private static void WriteVarint(WireBuffer output, byte tag, ulong value)
    {
        if (value != 0)
        {
            output.WriteByte(tag);
            output.WriteVarint(value);
        }
    }
}

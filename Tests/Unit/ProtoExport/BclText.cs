using System.Globalization;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>What a caller must see of a value below compatibility level 300, by the rules that protobuf-net/bcl.proto tells.</summary>
internal static class BclText
{
    private static readonly long[] Units =
    [
        TimeSpan.TicksPerDay, TimeSpan.TicksPerHour, TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond, 1,
    ];

    public static string Of(object value) => value switch
    {
        Guid id => OfGuid(id),
        decimal number => OfDecimal(number),
        DateTime time when time == DateTime.MinValue => OfSpan(TimeSpan.MinValue),
        DateTime time when time == DateTime.MaxValue => OfSpan(TimeSpan.MaxValue),
        DateTime time => OfSpan(time - DateTime.UnixEpoch),
        TimeSpan span => OfSpan(span),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private static string OfSpan(TimeSpan span)
    {
        if (span == TimeSpan.MinValue || span == TimeSpan.MaxValue)
        {
            return Fields(span == TimeSpan.MinValue ? -1 : 1, 15);
        }

        var scale = Array.FindIndex(Units, unit => span.Ticks % unit == 0);
        return Fields(span.Ticks / Units[scale], scale);
    }

    private static string OfGuid(Guid id)
    {
        var bytes = id.ToByteArray();
        return Fields(BitConverter.ToUInt64(bytes, 0), BitConverter.ToUInt64(bytes, 8));
    }

    private static string OfDecimal(decimal number)
    {
        var bits = decimal.GetBits(number);
        var low = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        var scale = (bits[3] >> 16) & 0xff;
        return Fields(low, (uint)bits[2], (scale << 1) | (bits[3] < 0 ? 1 : 0));
    }

    private static string Fields(params decimal[] values)
    {
        var seen = values.Select((value, i) => (value, i)).Where(field => field.value != 0)
            .Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.i + 1}:{field.value}"));
        return $"{{{string.Join(',', seen)}}}";
    }
}

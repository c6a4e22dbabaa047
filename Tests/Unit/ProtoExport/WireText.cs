using System.Collections;
using System.Globalization;
using System.Reflection;
using Google.Protobuf;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Says what a caller must see, as text: of one value, or of a C# object whose model is known.</summary>
internal sealed class WireText(RuntimeTypeModel model)
{
    private readonly NullabilityInfoContext _nullability = new();

    public static string Of(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        ByteString bytes => $"x{Convert.ToHexString(bytes.Span)}",
        Enum @enum => Convert.ToInt64(@enum, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>What a caller must see of what an rpc carries. A list or value that is a whole message is field 1 of it.</summary>
    public string OfWhole(Type type, object whole) => whole switch
    {
        Uri address => $"{{1:\"{address}\"}}",
        string or byte[] => IsZero(whole) ? "{}" : $"{{1:{OfValue(whole)}}}",
        IEnumerable when !type.IsDefined(typeof(ProtoContractAttribute)) => OfItems(whole) is { } items ? $"{{1:{items}}}" : "{}",
        _ => OfMessage(whole),
    };

    /// <summary>The fields of a C# message that a caller must see, in the form of <see cref="DescriptorMessage.ToString"/>.</summary>
    public string OfMessage(object message)
    {
        var fields = model[message.GetType()].GetFields()
            .Select(member => (member.FieldNumber, Text: OfMember(member, message)))
            .Where(field => field.Text is not null)
            .Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.FieldNumber}:{field.Text}"));
        return $"{{{string.Join(',', fields)}}}";
    }

    private string? OfMember(ValueMember member, object message)
    {
        var value = member.Member is PropertyInfo property ? property.GetValue(message) : ((FieldInfo)member.Member).GetValue(message);
        if (message.GetType().GetProperty($"{member.Member.Name}Specified") is { } specified)
        {
            return (bool)specified.GetValue(message)! ? OfValue(value!) : null;
        }

        if (message.GetType().GetMethod($"ShouldSerialize{member.Member.Name}") is { } should)
        {
            return (bool)should.Invoke(message, null)! ? OfValue(value!) : null;
        }

        var isMessage = value?.GetType().IsDefined(typeof(ProtoContractAttribute)) == true;
        if (value is IEnumerable and not (string or byte[] or ArraySegment<byte>) && !isMessage)
        {
            return OfItems(value);
        }

        if (value is null)
        {
            return null;
        }

        if (member.Member.IsDefined(typeof(NullWrappedValueAttribute)))
        {
            return IsZero(value) ? "{}" : $"{{1:{OfValue(value)}}}";
        }

        return IsZero(value) && !IsNullable(member.Member) ? null : OfValue(value);
    }

    private string? OfItems(object items)
    {
        var texts = items is IDictionary map
            ? map.Keys.Cast<object>().Select(key => $"{{1:{OfValue(key)},2:{OfValue(map[key]!)}}}").Order(StringComparer.Ordinal)
            : ((IEnumerable)items).Cast<object>().Select(OfValue);
        var text = string.Join(',', texts);
        return text.Length == 0 ? null : $"[{text}]";
    }

    private bool IsNullable(MemberInfo member) =>
        (member is PropertyInfo property ? _nullability.Create(property) : _nullability.Create((FieldInfo)member)).ReadState
        == NullabilityState.Nullable;

    // A message is always seen, and so is a point in time: both say that they are there. A duration of zero is not sent.
    private static bool IsZero(object value) => value switch
    {
        DateTime => false,
        byte[] bytes => bytes.Length == 0,
        ArraySegment<byte> bytes => bytes.Count == 0,
        Memory<byte> bytes => bytes.IsEmpty,
        ReadOnlyMemory<byte> bytes => bytes.IsEmpty,
        Guid or TimeSpan or DateOnly or TimeOnly or string => WireValue.IsZero(value),
        _ => Type.GetTypeCode(value.GetType()) != TypeCode.Object && WireValue.IsZero(value),
    };

    private string OfValue(object value) => value switch
    {
        byte[] bytes => Of(ByteString.CopyFrom(bytes)),
        ArraySegment<byte> bytes => Of(ByteString.CopyFrom(bytes)),
        Memory<byte> bytes => Of(ByteString.CopyFrom(bytes.Span)),
        ReadOnlyMemory<byte> bytes => Of(ByteString.CopyFrom(bytes.Span)),
        char letter => Of((int)letter),
        Guid id => id == Guid.Empty ? "\"\"" : $"\"{id:D}\"",
        decimal number => $"\"{number.ToString(CultureInfo.InvariantCulture)}\"",
        DateOnly day => Of(day.DayNumber),
        TimeOnly time => Of(time.Ticks),
        DateTime time => OfTicks((time - DateTime.UnixEpoch).Ticks, floor: true),
        TimeSpan span => OfTicks(span.Ticks, floor: false),
        ProtoBuf.WellKnownTypes.Timestamp time => OfSeconds(time.Seconds, time.Nanoseconds),
        ProtoBuf.WellKnownTypes.Duration span => OfSeconds(span.Seconds, span.Nanoseconds),
        ProtoBuf.WellKnownTypes.Empty => "{}",
        Enum or string or IConvertible => Of(value),
        _ => OfMessage(value),
    };

    // The nanoseconds of a time are never negative; those of a duration have the sign of its seconds.
    private static string OfTicks(long ticks, bool floor)
    {
        var (seconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        if (floor && rest < 0)
        {
            (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        }

        return OfSeconds(seconds, (int)rest * 100);
    }

    private static string OfSeconds(long seconds, int nanoseconds)
    {
        string?[] parts = [seconds == 0 ? null : $"1:{Of(seconds)}", nanoseconds == 0 ? null : $"2:{Of(nanoseconds)}"];
        return $"{{{string.Join(',', parts.Where(part => part is not null))}}}";
    }
}

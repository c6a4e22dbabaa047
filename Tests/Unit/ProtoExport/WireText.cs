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
    private readonly Surrogates _surrogates = new(model);

    public static string Of(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        ByteString bytes => $"x{Convert.ToHexString(bytes.Span)}",
        Enum @enum => Convert.ToDecimal(@enum, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>What a caller must see of what an rpc carries. A list or value that is a whole message is field 1 of it.</summary>
    public string OfWhole(Type type, object whole)
    {
        var level = model.DefaultCompatibilityLevel;
        return whole switch
        {
            Uri address => $"{{1:\"{address}\"}}",
            string or byte[] => IsZero(whole, level) ? "{}" : $"{{1:{OfValue(whole, level)}}}",
            IEnumerable items when Collections.IsCollection(type) =>
                OfCollection(items, Collections.IsMap(whole.GetType()), isWrapped: false, level) is { } text ? $"{{1:{text}}}" : "{}",
            _ => OfMessage(whole),
        };
    }

    /// <summary>The fields of a C# message that a caller must see, in the form of <see cref="DescriptorMessage.ToString"/>.</summary>
    public string OfMessage(object message)
    {
        if (_surrogates.ToSurrogate(message) is { } surrogate)
        {
            return OfValue(surrogate, model.DefaultCompatibilityLevel);
        }

        if (Tuples.MembersOf(message.GetType()) is { } items)
        {
            var level = model[message.GetType()].CompatibilityLevel;
            return Fields(items.Select((item, i) => (i + 1, OfItem(item, Tuples.ValueOf(item, message), level))));
        }

        var types = new Stack<MetaType>();
        for (var type = model[message.GetType()]; type is not null; type = type.BaseType)
        {
            types.Push(type);
        }

        return OfPart(types, message);
    }

    // A derived type is in a field of its base.
    private string OfPart(Stack<MetaType> types, object message)
    {
        var meta = types.Pop();
        var fields = meta.GetFields().Select(member => (member.FieldNumber, OfMember(member, message))).ToList();
        if (types.TryPeek(out var derived))
        {
            var number = meta.GetSubtypes().Single(subtype => subtype.DerivedType == derived).FieldNumber;
            fields.Add((number, OfPart(types, message)));
        }

        return Fields(fields);
    }

    private static string Fields(IEnumerable<(int Number, string? Text)> fields)
    {
        var texts = fields
            .Where(field => field.Text is not null)
            .OrderBy(field => field.Number)
            .Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Number}:{field.Text}"));
        return $"{{{string.Join(',', texts)}}}";
    }

    private string? OfMember(ValueMember member, object message)
    {
        var value = Tuples.ValueOf(member.Member, message);
        var level = LevelOf(member);
        if (message.GetType().GetProperty($"{member.Member.Name}Specified") is { } specified)
        {
            return (bool)specified.GetValue(message)! ? OfValue(value!, level) : null;
        }

        if (message.GetType().GetMethod($"ShouldSerialize{member.Member.Name}") is { } should)
        {
            return (bool)should.Invoke(message, null)! ? OfValue(value!, level) : null;
        }

        if (value is null)
        {
            return null;
        }

        value = _surrogates.ToSurrogate(value) ?? value;
        var isWrapped = member.Member.IsDefined(typeof(NullWrappedValueAttribute));
        if (Collections.IsCollection(value.GetType()))
        {
            var items = OfCollection((IEnumerable)value, member.IsMap, isWrapped, level);
            return member.Member.IsDefined(typeof(NullWrappedCollectionAttribute)) ? items is null ? "{}" : $"{{1:{items}}}" : items;
        }

        if (isWrapped)
        {
            return IsZero(value, level) ? "{}" : $"{{1:{OfValue(value, level)}}}";
        }

        if (!member.IsRequired && Equals(member.DefaultValue, value) && Nullable.GetUnderlyingType(member.MemberType) is null)
        {
            return null;
        }

        if (member.DataFormat == DataFormat.FixedSize && OfFixedSize(value, level) is { } text)
        {
            return text;
        }

        return IsZero(value, level) && !HasPresence(member, message.GetType()) ? null : OfValue(value, level);
    }

    private string? OfItem(MemberInfo item, object? value, CompatibilityLevel level)
    {
        if (value is null)
        {
            return null;
        }

        if (Collections.IsCollection(value.GetType()))
        {
            return OfCollection((IEnumerable)value, isMap: false, isWrapped: false, level);
        }

        var written = _surrogates.ToSurrogate(value) ?? value;
        return IsZero(written, level) && !IsNullable(item) && !IsZeroSeen(value.GetType()) ? null : OfValue(written, level);
    }

    private string? OfCollection(IEnumerable items, bool isMap, bool isWrapped, CompatibilityLevel level)
    {
        isMap &= !isWrapped && !(items is IDictionary && Collections.ItemOf(items.GetType()).GenericTypeArguments.Any(IsZeroSeen));
        var texts = items is IDictionary dictionary
            ? dictionary.Keys.Cast<object>().Select(key => OfPair(key, ValueOf(dictionary, key, isMap), isMap, isWrapped, level)).ToList()
            : [.. items.Cast<object?>().Select(item => isWrapped ? OfWrapped(item, level) : OfValue(item!, level))];
        IEnumerable<string> ordered = isMap ? texts.Order(StringComparer.Ordinal) : texts;
        return texts.Count == 0 ? null : $"[{string.Join(',', ordered)}]";
    }

    // In a map, null and zero are the same.
    private static object? ValueOf(IDictionary dictionary, object key, bool isMap) =>
        dictionary[key] is null && isMap
        && Nullable.GetUnderlyingType(Collections.ItemOf(dictionary.GetType()).GenericTypeArguments[1]) is { } type
            ? Activator.CreateInstance(type)
            : dictionary[key];

    // In a map zero is seen, in a pair it is not there, and in a box it is an empty message.
    private string OfPair(object key, object? value, bool isMap, bool isBoxed, CompatibilityLevel level)
    {
        var text = value switch
        {
            null => null,
            _ when isBoxed => IsZero(value, level) ? "{}" : $"{{1:{OfValue(value, level)}}}",
            _ when Collections.IsCollection(value.GetType()) =>
                OfCollection((IEnumerable)value, isMap: Collections.IsMap(value.GetType()), isWrapped: false, level),
            _ => isMap || IsSeen(value, level) ? OfValue(value, level) : null,
        };
        return Fields([(1, isMap || IsSeen(key, level) ? OfValue(key, level) : null), (2, text)]);
    }

    private bool IsSeen(object value, CompatibilityLevel level) =>
        IsZeroSeen(value.GetType()) || !IsZero(_surrogates.ToSurrogate(value) ?? value, level);

    private string OfWrapped(object? value, CompatibilityLevel level) => value is null ? "{}" : $"{{1:{OfValue(value, level)}}}";

    private static string? OfFixedSize(object value, CompatibilityLevel level) => value switch
    {
        TimeSpan span when level < CompatibilityLevel.Level240 => Of(span.Ticks),
        DateTime time when level < CompatibilityLevel.Level240 => Of((time - DateTime.UnixEpoch).Ticks),
        Guid id when level >= CompatibilityLevel.Level300 => Of(ByteString.CopyFrom(id.ToByteArray(bigEndian: true))),
        _ => null,
    };

    private static CompatibilityLevel LevelOf(ValueMember member)
    {
#pragma warning disable CS0618 // what old contracts ask for is tested too
        var isWellKnown = member.DataFormat == DataFormat.WellKnown;
#pragma warning restore CS0618
        return isWellKnown && member.CompatibilityLevel < CompatibilityLevel.Level240
            ? CompatibilityLevel.Level240
            : member.CompatibilityLevel;
    }

    // Absence can be seen if C# says so, or if it does not mean zero.
    private bool HasPresence(ValueMember member, Type type) =>
        IsNullable(member.Member) || IsZeroSeen(member.MemberType) || !WireValue.IsZero(member.DefaultValue ?? "")
        || (InitialOf(member.Member, type) is { } initial and not byte[]
            && !IsZero(_surrogates.ToSurrogate(initial) ?? initial, member.CompatibilityLevel));

    // Whether a value that is written as one number or text is another one when zero is sent than when nothing is.
    private bool IsZeroSeen(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (_surrogates.SurrogateOf(bare) is not { } surrogate || (surrogate != typeof(string) && !surrogate.IsPrimitive))
        {
            return false;
        }

        var zero = surrogate == typeof(string) ? "" : Activator.CreateInstance(surrogate)!;
        return !Equals(Surrogates.Convert(zero, bare), bare.IsValueType ? Activator.CreateInstance(bare) : null);
    }

    private static object? InitialOf(MemberInfo member, Type type)
    {
        var isMade = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is not null;
        return isMade ? Tuples.ValueOf(member, Activator.CreateInstance(type, nonPublic: true)!) : null;
    }

    private bool IsNullable(MemberInfo member) =>
        (member is PropertyInfo property ? _nullability.Create(property) : _nullability.Create((FieldInfo)member)).ReadState
        == NullabilityState.Nullable;

    // A message is always seen, and so is a point in time: both say that they are there. A duration of zero is not sent.
    private static bool IsZero(object value, CompatibilityLevel level) => value switch
    {
        DateTime => false,
        byte[] bytes => bytes.Length == 0,
        ArraySegment<byte> bytes => bytes.Count == 0,
        Memory<byte> bytes => bytes.IsEmpty,
        ReadOnlyMemory<byte> bytes => bytes.IsEmpty,
        TimeSpan or Guid or decimal when IsMessage(value, level) => false,
        Guid or TimeSpan or DateOnly or TimeOnly or string or nint or nuint => WireValue.IsZero(value),
        _ => Type.GetTypeCode(value.GetType()) != TypeCode.Object && WireValue.IsZero(value),
    };

    private static bool IsMessage(object value, CompatibilityLevel level) => value is TimeSpan || level < CompatibilityLevel.Level300;

    private string OfValue(object value, CompatibilityLevel level) => value switch
    {
        byte[] bytes => Of(ByteString.CopyFrom(bytes)),
        ArraySegment<byte> bytes => Of(ByteString.CopyFrom(bytes)),
        Memory<byte> bytes => Of(ByteString.CopyFrom(bytes.Span)),
        ReadOnlyMemory<byte> bytes => Of(ByteString.CopyFrom(bytes.Span)),
        char letter => Of((int)letter),
        Uri uri => Of(uri.OriginalString),
        Type type => Of(type.AssemblyQualifiedName!),
        Guid or decimal when level < CompatibilityLevel.Level300 => BclText.Of(value),
        DateTime or TimeSpan when level < CompatibilityLevel.Level240 => BclText.Of(value),
        Guid id => id == Guid.Empty ? "\"\"" : $"\"{id:D}\"",
        decimal number => $"\"{number.ToString(CultureInfo.InvariantCulture)}\"",
        DateOnly day => Of(day.DayNumber),
        TimeOnly time => Of(time.Ticks),
        DateTime time => OfTicks((time - DateTime.UnixEpoch).Ticks, floor: true),
        TimeSpan span => OfTicks(span.Ticks, floor: false),
        ProtoBuf.WellKnownTypes.Timestamp time => OfSeconds(time.Seconds, time.Nanoseconds),
        ProtoBuf.WellKnownTypes.Duration span => OfSeconds(span.Seconds, span.Nanoseconds),
        ProtoBuf.WellKnownTypes.Empty => "{}",
        Enum or string or IConvertible or nint or nuint => Of(value),
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

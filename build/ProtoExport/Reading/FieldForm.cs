using System.Reflection;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>What decides how protobuf-net writes one field: the C# type, and what attributes and the contract say about it.</summary>
/// <param name="Type">The type of the member, list or dictionary included.</param>
/// <param name="Where">The member, parameter owner or type that an editor shows when something is wrong.</param>
internal sealed record FieldForm(Type Type, MemberInfo Where)
{
    public CompatibilityLevel Level { get; init; } = CompatibilityLevel.Level200;

    public DataFormat Format { get; init; }

    public DataFormat KeyFormat { get; init; }

    public DataFormat ValueFormat { get; init; }

    /// <summary>Whether protobuf-net reads a dictionary as a map: of two equal keys, the last wins.</summary>
    public bool IsMap { get; init; }

    public bool IsPacked { get; init; }

    /// <summary>Whether code of the model asks for null in the form of protobuf-net 2: each value in a group.</summary>
    public bool SupportsNull { get; init; }

    /// <summary>Whether null is an item of the list, or a value of the dictionary, as far as C# says.</summary>
    public bool MayHoldNull { get; init; }

    /// <summary>How a numbered member is written.</summary>
    public static FieldForm Of(ValueMember member, Presence presence) => new(member.MemberType, member.Member)
    {
        Level = member.CompatibilityLevel,
        Format = member.DataFormat,
        KeyFormat = member.MapKeyFormat,
        ValueFormat = member.MapValueFormat,
        IsMap = member.IsMap,
        IsPacked = member.IsPacked,
        SupportsNull = member.SupportNull,
        MayHoldNull = presence.NullabilityOfItem(member.Member)?.ReadState == NullabilityState.Nullable,
    };

    /// <summary>How a type is written that no member holds: an item of a tuple, or a list that is a whole message.</summary>
    public static FieldForm Of(Type type, MemberInfo where, CompatibilityLevel level) => new(type, where)
    {
        Level = level,
        IsMap = CollectionShape.IsMap(type, level),
    };
}

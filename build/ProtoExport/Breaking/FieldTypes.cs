using CodeFirst.ProtoExport.Printing;
using Google.Protobuf.Reflection;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Which types of a field can stand in for each other.</summary>
internal sealed class FieldTypes(Schema released, Schema current)
{
    private static readonly WireType[][] SameOnWire =
    [
        [WireType.Int32, WireType.Int64, WireType.Uint32, WireType.Uint64, WireType.Bool],
        [WireType.Sint32, WireType.Sint64],
        [WireType.Fixed32, WireType.Sfixed32],
        [WireType.Fixed64, WireType.Sfixed64],
    ];

    // JSON writes 64 bits as text, and a bool as a word.
    private static readonly WireType[][] SameInJson =
    [
        [WireType.Int32, WireType.Uint32],
        [WireType.Int64, WireType.Uint64],
        [WireType.Fixed32, WireType.Sfixed32],
        [WireType.Fixed64, WireType.Sfixed64],
    ];

    public static bool AreSame(FieldDescriptorProto before, FieldDescriptorProto after) =>
        before.Type == after.Type && before.TypeName == after.TypeName;

    /// <summary>Text is bytes, but not all bytes are text, so that change has one direction.</summary>
    public bool AreCompatibleOnWire(FieldDescriptorProto before, FieldDescriptorProto after) =>
        AreCompatible(before, after, SameOnWire) || (before.Type, after.Type) is (WireType.String, WireType.Bytes);

    public bool AreCompatibleInJson(FieldDescriptorProto before, FieldDescriptorProto after) => AreCompatible(before, after, SameInJson);

    public static string Text(FieldDescriptorProto field) =>
        field.TypeName.Length > 0 ? field.TypeName[1..] : ProtoText.Keyword(field.Type);

    private bool AreCompatible(FieldDescriptorProto before, FieldDescriptorProto after, WireType[][] groups) =>
        AreSame(before, after)
        || (before.Type == WireType.Enum && after.Type == WireType.Enum && IsMoved(before.TypeName, after.TypeName))
        || groups.Any(group => group.Contains(before.Type) && group.Contains(after.Type));

    // An enum under another parent is the same if it has the name and every value of the old one.
    private bool IsMoved(string before, string after) =>
        released.Enum(before[1..]) is { } old
        && current.Enum(after[1..]) is { } @new
        && old.Proto.Name == @new.Proto.Name
        && old.Proto.Value.All(value => @new.Proto.Value.Any(other => other.Name == value.Name && other.Number == value.Number));
}

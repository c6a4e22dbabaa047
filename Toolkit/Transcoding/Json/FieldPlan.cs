using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

/// <summary>What reading and writing need to know of a field, worked out once.</summary>
internal sealed class FieldPlan
{
    private readonly MessagePlans _plans;
    private MessagePlan? _message;
    private EnumPlan? _enum;

    public FieldPlan(FieldDescriptor descriptor, int index, int oneof, MessagePlans plans)
    {
        _plans = plans;
        Descriptor = descriptor;
        Index = index;
        Oneof = oneof;
        Type = descriptor.FieldType;
        IsMessage = Type is FieldType.Message or FieldType.Group;
        IsRepeated = descriptor.IsRepeated;
        IsMap = descriptor.IsMap;
        HasPresence = descriptor.HasPresence;
        Name = descriptor.Name;
        JsonToken = Encoding.UTF8.GetBytes($",\"{Escape(descriptor.JsonName)}\":");
        ProtoToken = Encoding.UTF8.GetBytes($",\"{Escape(descriptor.Name)}\":");
        WireType = WireTypeOf(Type);
        IsPacked = CanBePacked && descriptor.IsPacked; // which says yes for strings, too
        Tag = ((uint)descriptor.FieldNumber << 3) | (uint)(IsPacked ? WireFormat.WireType.LengthDelimited : WireType);
    }

    public FieldDescriptor Descriptor { get; }

    /// <summary>Gets the place among the message's fields, which are in the order of their numbers.</summary>
    public int Index { get; }

    /// <summary>Gets the place among the message's oneofs, or -1. An optional field is in none.</summary>
    public int Oneof { get; }

    public FieldType Type { get; }

    public bool IsMessage { get; }

    public bool IsRepeated { get; }

    public bool IsMap { get; }

    public bool IsPacked { get; }

    public bool HasPresence { get; }

    /// <summary>Gets the name in the .proto.</summary>
    public string Name { get; }

    /// <summary>Gets the lowerCamelCase name as it is written behind another member: a comma, the name in quotes, a colon.</summary>
    public byte[] JsonToken { get; }

    /// <summary>Gets the name in the .proto as it is written behind another member: a comma, the name in quotes, a colon.</summary>
    public byte[] ProtoToken { get; }

    /// <summary>Gets the wire type of one value.</summary>
    public WireFormat.WireType WireType { get; }

    /// <summary>Gets the tag that is written before a value, or before all of them if they are packed.</summary>
    public uint Tag { get; }

    /// <summary>Gets the plan of the message that is the field's value, or of a map's entries.</summary>
    public MessagePlan Message => _message ??= _plans.Of(Descriptor.MessageType);

    public EnumPlan Enum => _enum ??= _plans.Of(Descriptor.EnumType);

    public FieldPlan Key => Message.Fields[0];

    public FieldPlan Value => Message.Fields[1];

    /// <summary>Gets whether null is a value of this field, not its absence.</summary>
    public bool TakesNull => Type == FieldType.Enum ? Enum.IsNull : IsMessage && !IsMap && Message.Form == MessageForm.Value;

    /// <summary>Gets whether the wire type can be that of a list of numbers in one piece.</summary>
    public bool CanBePacked => IsRepeated && WireType != WireFormat.WireType.LengthDelimited;

    private static string Escape(string name) => System.Text.Json.JsonEncodedText.Encode(name).ToString();

    private static WireFormat.WireType WireTypeOf(FieldType type) => type switch
    {
        FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => WireFormat.WireType.Fixed64,
        FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => WireFormat.WireType.Fixed32,
        FieldType.String or FieldType.Bytes or FieldType.Message => WireFormat.WireType.LengthDelimited,
        FieldType.Group => WireFormat.WireType.StartGroup,
        _ => WireFormat.WireType.Varint,
    };
}

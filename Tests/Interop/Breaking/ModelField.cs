using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>A field, or the value of a map.</summary>
internal sealed record ModelField
{
    public required string Name { get; set; }

    public required int Number { get; set; }

    public required ModelKind Kind { get; set; }

    public required WireType Type { get; set; }

    /// <summary>The message or enum, without the package.</summary>
    public string TypeName { get; set; } = "";

    public WireType Key { get; set; } = WireType.String;

    public string? JsonName { get; set; }
}

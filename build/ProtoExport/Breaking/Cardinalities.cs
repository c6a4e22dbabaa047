using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Reads the cardinality of a field, and compares it.</summary>
internal static class Cardinalities
{
    public static Cardinality Of(FieldDescriptorProto field, bool isProto3, Schema schema) => field switch
    {
        { Label: Label.Required } => Cardinality.Required,
        { Label: Label.Repeated } => IsMap(field, schema) ? Cardinality.Map : Cardinality.Repeated,
        { Proto3Optional: true } or { HasOneofIndex: true } or { Type: WireType.Message or WireType.Group } => Cardinality.Explicit,
        _ => isProto3 ? Cardinality.Implicit : Cardinality.Explicit,
    };

    /// <summary>What a caller of JSON cannot tell apart is equal.</summary>
    public static Cardinality InJson(Cardinality cardinality) =>
        cardinality == Cardinality.Implicit ? Cardinality.Explicit : cardinality;

    /// <summary>What a caller of binary messages cannot tell apart is equal.</summary>
    public static Cardinality OnWire(Cardinality cardinality) =>
        cardinality == Cardinality.Map ? Cardinality.Repeated : InJson(cardinality);

    public static string Text(Cardinality cardinality) => cardinality switch
    {
        Cardinality.Implicit => "a value without presence",
        Cardinality.Explicit => "a value with presence",
        _ => cardinality.ToString().ToLowerInvariant(),
    };

    private static bool IsMap(FieldDescriptorProto field, Schema schema) =>
        field.Type == WireType.Message && schema.Message(field.TypeName[1..]) is { Proto.Options.MapEntry: true };
}

using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>What a field reads as when it was not sent. proto2 can choose it; what proto3 states in comments is in StatedDefaults.</summary>
internal static class FieldDefaults
{
    public static bool CanDiffer(FieldDescriptorProto field) =>
        field.Label != Label.Repeated && field.Type is not (WireType.Message or WireType.Group);

    /// <summary>The default as text; empty for zero, in which all types agree.</summary>
    public static string Of(FieldDescriptorProto field, Schema schema)
    {
        var text = field.Type == WireType.Enum ? NumberOf(field, schema) : field.DefaultValue;
        return text switch
        {
            "0" or "false" => "",
            "true" => "1",
            _ => text,
        };
    }

    private static string NumberOf(FieldDescriptorProto field, Schema schema)
    {
        var values = schema.Enum(field.TypeName[1..])?.Proto.Value;
        var value = field.HasDefaultValue
            ? values?.FirstOrDefault(candidate => candidate.Name == field.DefaultValue)
            : values?.FirstOrDefault();
        return value?.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}

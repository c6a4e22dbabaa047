using System.Globalization;
using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>Prints the declaration of one field of a message.</summary>
internal sealed class FieldPrinter(SourceWriter writer, NameScope names)
{
    public void Print(FieldDescriptorProto field, DescriptorProto message)
    {
        var entry = MapEntryOf(field, message);
        var label = field switch
        {
            { Proto3Optional: true } => "optional",
            { Label: Label.Repeated } when entry is null => "repeated",
            _ => "",
        };
        if (label.Length > 0)
        {
            writer.Write(FieldDescriptorProto.LabelFieldNumber, label);
            writer.Write(" ");
        }

        var isNamed = field.Type is WireType.Message or WireType.Enum;
        writer.Write(
            isNamed ? FieldDescriptorProto.TypeNameFieldNumber : FieldDescriptorProto.TypeFieldNumber,
            entry is null ? TypeOf(field, message) : $"map<{TypeOf(entry.Field[0], message)}, {TypeOf(entry.Field[1], message)}>");
        writer.Write(" ");
        writer.Write(FieldDescriptorProto.NameFieldNumber, field.Name);
        writer.Write(" = ");
        writer.Write(FieldDescriptorProto.NumberFieldNumber, field.Number.ToString(CultureInfo.InvariantCulture));
        OptionPrinter.Inline(writer, FieldDescriptorProto.OptionsFieldNumber, field.Options);
        writer.Write(";");
    }

    private string TypeOf(FieldDescriptorProto field, DescriptorProto message) => field.Type is WireType.Message or WireType.Enum
        ? names.Shorten(field.TypeName, message.Name)
        : ProtoText.Keyword(field.Type);

    private static DescriptorProto? MapEntryOf(FieldDescriptorProto field, DescriptorProto message) =>
        message.NestedType.FirstOrDefault(entry => field.TypeName.EndsWith($".{message.Name}.{entry.Name}", StringComparison.Ordinal));
}

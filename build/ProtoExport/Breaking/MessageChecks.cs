using System.Globalization;
using CodeFirst.ProtoExport.Breaking.Rules;
using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Compares messages of the same full name, and their fields by number.</summary>
internal sealed class MessageChecks(Schema released, Schema current, BreakingReport report, WireNames names)
{
    private readonly FieldChecks _fields = new(released, current, report);

    public void Run()
    {
        foreach (var before in released.Messages)
        {
            if (current.Message(before.FullName) is { } after)
            {
                CheckMessage(before, after);
                CheckRanges(before, after);
                CheckFields(before, after);
            }

            CheckPresence(before);
        }
    }

    private void CheckPresence(Declared<DescriptorProto> before)
    {
        // The entry of a map comes and goes with its field.
        if (before.Proto.Options is not { MapEntry: true }
            && current.File(before.File.Name) is { } file
            && !current.Messages.Any(after => after.File == file && after.NameInFile == before.NameInFile))
        {
            report.Add(MessageRules.MessageNoDelete, before.FullName, $"was removed from {file.Name}");
        }
    }

    private void CheckMessage(Declared<DescriptorProto> before, Declared<DescriptorProto> after)
    {
        var where = names.Of(after.Proto, before.FullName);
        if (before.IsProto3 && !after.IsProto3)
        {
            report.Add(MessageRules.MessageSameJsonFormat, where, "may no longer have valid JSON, because proto2 does not check it");
        }

        foreach (var oneof in FieldOneof.NamesOf(before.Proto).Except(FieldOneof.NamesOf(after.Proto)))
        {
            report.Add(MessageRules.OneofNoDelete, where, $"no longer has the oneof {oneof}");
        }

        var hadAccessor = before.Proto.Options is not { NoStandardDescriptorAccessor: true };
        if (hadAccessor && after.Proto.Options is { NoStandardDescriptorAccessor: true })
        {
            report.Add(MessageRules.MessageNoRemoveStandardDescriptorAccessor, where, "set its option no_standard_descriptor_accessor");
        }

        foreach (var number in Required(before.Proto).Except(Required(after.Proto)))
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"no longer requires the field {number}, which old callers ask for");
            report.Add(MessageRules.MessageSameRequiredFields, where, what);
        }

        foreach (var number in Required(after.Proto).Except(Required(before.Proto)))
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"now requires the field {number}, which old callers do not send");
            report.Add(MessageRules.MessageSameRequiredFields, where, what);
        }
    }

    private void CheckRanges(Declared<DescriptorProto> before, Declared<DescriptorProto> after)
    {
        var where = names.Of(after.Proto, before.FullName);
        Reserved.In(before.Proto).CheckKept(Reserved.In(after.Proto), report, MessageRules.ReservedMessageNoDelete, where);
        foreach (var range in NumberRanges.Extensions(before.Proto))
        {
            foreach (var missing in range.Without(NumberRanges.Extensions(after.Proto)))
            {
                report.Add(MessageRules.ExtensionMessageNoDelete, where, $"can no longer be extended by {NumberRanges.Text(missing)}");
            }
        }
    }

    private void CheckFields(Declared<DescriptorProto> before, Declared<DescriptorProto> after)
    {
        foreach (var field in before.Proto.Field)
        {
            if (after.Proto.Field.FirstOrDefault(candidate => candidate.Number == field.Number) is { } same)
            {
                _fields.Check((before, field), (after, same), names.OfField(after, same));
            }
            else
            {
                CheckGone(before.FullName, after.Proto, field);
            }
        }
    }

    private void CheckGone(string fullName, DescriptorProto after, FieldDescriptorProto field)
    {
        var where = names.OfGone(after, $"{fullName}.{field.Name}", field.Number);
        report.Add(FieldRules.FieldNoDelete, where, "was removed");
        Reserved.In(after).CheckGone(
            field.Number,
            [field.Name],
            report,
            (FieldRules.FieldNoDeleteUnlessNumberReserved, FieldRules.FieldNoDeleteUnlessNameReserved),
            where);
    }

    private static IEnumerable<int> Required(DescriptorProto message) =>
        message.Field.Where(field => field.Label == Label.Required).Select(field => field.Number);
}

using CodeFirst.ProtoExport.Breaking.Rules;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Compares enums of the same full name, and their values by number.</summary>
internal sealed class EnumChecks(Schema released, Schema current, BreakingReport report, WireNames names)
{
    public void Run()
    {
        foreach (var before in released.Enums)
        {
            if (current.Enum(before.FullName) is { } after)
            {
                CheckSyntax(before, after);
                var where = names.Of(after.Proto, before.FullName);
                Reserved.In(before.Proto).CheckKept(Reserved.In(after.Proto), report, EnumRules.ReservedEnumNoDelete, where);
                CheckValues(before, after);
            }

            CheckPresence(before);
        }
    }

    private void CheckPresence(Declared<EnumDescriptorProto> before)
    {
        if (current.File(before.File.Name) is { } file
            && !current.Enums.Any(after => after.File == file && after.NameInFile == before.NameInFile))
        {
            report.Add(EnumRules.EnumNoDelete, before.FullName, $"was removed from {file.Name}");
        }
    }

    private void CheckSyntax(Declared<EnumDescriptorProto> before, Declared<EnumDescriptorProto> after)
    {
        if (before.IsProto3 == after.IsProto3)
        {
            return;
        }

        var where = names.Of(after.Proto, before.FullName);
        report.Add(EnumRules.EnumSameType, where, before.IsProto3 ? "no longer takes unknown values" : "now takes unknown values");
        if (before.IsProto3)
        {
            report.Add(EnumRules.EnumSameJsonFormat, where, "may no longer have valid JSON, because proto2 does not check it");
        }
    }

    private void CheckValues(Declared<EnumDescriptorProto> before, Declared<EnumDescriptorProto> after)
    {
        foreach (var values in before.Proto.Value.GroupBy(value => value.Number))
        {
            var same = after.Proto.Value.Where(value => value.Number == values.Key).ToList();
            if (same.Count == 0)
            {
                CheckGone(before.FullName, after.Proto, values);
                continue;
            }

            if (values.Select(value => value.Name).Except(same.Select(value => value.Name)).FirstOrDefault() is { } name)
            {
                var where = names.Of(same[0], $"{before.FullName}.{same[0].Name}");
                report.Add(EnumRules.EnumValueSameName, where, $"was called {name}", $"\"{name}\"");
            }
        }
    }

    private void CheckGone(string fullName, EnumDescriptorProto after, IGrouping<int, EnumValueDescriptorProto> values)
    {
        var where = names.OfGone(after, $"{fullName}.{values.First().Name}", values.Key);
        report.Add(EnumRules.EnumValueNoDelete, where, "was removed");
        Reserved.In(after).CheckGone(
            values.Key,
            values.Select(value => value.Name),
            report,
            (EnumRules.EnumValueNoDeleteUnlessNumberReserved, EnumRules.EnumValueNoDeleteUnlessNameReserved),
            where);
    }
}

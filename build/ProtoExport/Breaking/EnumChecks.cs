using System.Globalization;
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
                CheckReserved(before, after);
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
            report.Add(EnumRules.EnumNoDelete, before.FullName, $"is gone from {file.Name}");
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
            report.Add(EnumRules.EnumSameJsonFormat, where, "is no longer sure to have JSON, as proto2 does not check it");
        }
    }

    private void CheckReserved(Declared<EnumDescriptorProto> before, Declared<EnumDescriptorProto> after)
    {
        var where = names.Of(after.Proto, before.FullName);
        foreach (var range in NumberRanges.Reserved(before.Proto))
        {
            foreach (var missing in range.Without(NumberRanges.Reserved(after.Proto)))
            {
                var fix = NumberRanges.Attribute(missing);
                report.Add(EnumRules.ReservedEnumNoDelete, where, $"no longer reserves {NumberRanges.Text(missing)}", fix);
            }
        }

        foreach (var name in before.Proto.ReservedName.Except(after.Proto.ReservedName))
        {
            report.Add(EnumRules.ReservedEnumNoDelete, where, $"no longer reserves \"{name}\"", NumberRanges.Attribute(name));
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
        report.Add(EnumRules.EnumValueNoDelete, where, "is gone");
        if (!NumberRanges.Reserved(after).Contain(values.Key))
        {
            report.Add(
                EnumRules.EnumValueNoDeleteUnlessNumberReserved,
                where,
                string.Create(CultureInfo.InvariantCulture, $"is gone, and {values.Key} is not reserved"),
                NumberRanges.Attribute((values.Key, values.Key)));
        }

        if (values.Select(value => value.Name).Except(after.ReservedName).FirstOrDefault() is { } name)
        {
            var what = $"is gone, and \"{name}\" is not reserved";
            report.Add(EnumRules.EnumValueNoDeleteUnlessNameReserved, where, what, NumberRanges.Attribute(name));
        }
    }
}

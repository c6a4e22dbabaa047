using System.Globalization;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>What a message or an enum keeps from being used again: numbers, as ranges of which both ends are included, and names.</summary>
internal sealed record Reserved(IReadOnlyList<(int First, int Last)> Numbers, IReadOnlyCollection<string> Names)
{
    public static Reserved In(DescriptorProto message) =>
        new([.. message.ReservedRange.Select(range => (range.Start, range.End - 1))], message.ReservedName);

    public static Reserved In(EnumDescriptorProto @enum) =>
        new([.. @enum.ReservedRange.Select(range => (range.Start, range.End))], @enum.ReservedName);

    /// <summary>Reports what is not reserved any more.</summary>
    public void CheckKept(Reserved after, BreakingReport report, BreakingRule rule, WireName where)
    {
        foreach (var missing in Numbers.SelectMany(range => range.Without(after.Numbers)))
        {
            report.Add(rule, where, $"no longer reserves {NumberRanges.Text(missing)}", NumberRanges.Attribute(missing));
        }

        foreach (var name in Names.Except(after.Names))
        {
            report.Add(rule, where, $"no longer reserves \"{name}\"", NumberRanges.Attribute(name));
        }
    }

    /// <summary>Reports the number and the first of the names of a member that is gone, if they are not reserved.</summary>
    public void CheckGone(
        int number, IEnumerable<string> names, BreakingReport report, (BreakingRule Number, BreakingRule Name) rules, WireName where)
    {
        if (!Numbers.Contain(number))
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"was removed, and {number} is not reserved");
            report.Add(rules.Number, where, what, NumberRanges.Attribute((number, number)));
        }

        if (names.Except(Names).FirstOrDefault() is { } name)
        {
            report.Add(rules.Name, where, $"was removed, and \"{name}\" is not reserved", NumberRanges.Attribute(name));
        }
    }
}

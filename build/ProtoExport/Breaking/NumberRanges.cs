using System.Globalization;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Sets of numbers, written as ranges of which both ends are included.</summary>
internal static class NumberRanges
{
    public static IReadOnlyList<(int First, int Last)> Extensions(DescriptorProto message) =>
        [.. message.ExtensionRange.Select(range => (range.Start, range.End - 1))];

    public static bool Contain(this IEnumerable<(int First, int Last)> ranges, int number) =>
        ranges.Any(range => number >= range.First && number <= range.Last);

    /// <summary>What of a range is in none of the others.</summary>
    public static IReadOnlyList<(int First, int Last)> Without(this (int First, int Last) range, IEnumerable<(int First, int Last)> others)
    {
        var missing = new List<(int First, int Last)>();
        long next = range.First;
        foreach (var (first, last) in others.Where(other => other.Last >= range.First && other.First <= range.Last).Order())
        {
            if (first > next)
            {
                missing.Add(((int)next, first - 1));
            }

            next = Math.Max(next, last + 1L);
        }

        if (next <= range.Last)
        {
            missing.Add(((int)next, range.Last));
        }

        return missing;
    }

    public static string Text((int First, int Last) range) => range.First == range.Last
        ? string.Create(CultureInfo.InvariantCulture, $"{range.First}")
        : string.Create(CultureInfo.InvariantCulture, $"{range.First} to {range.Last}");

    /// <summary>The attribute that reserves a range.</summary>
    public static string Attribute((int First, int Last) range) => range.First == range.Last
        ? string.Create(CultureInfo.InvariantCulture, $"[ProtoReserved({range.First}, \"why\")]")
        : string.Create(CultureInfo.InvariantCulture, $"[ProtoReserved({range.First}, {range.Last}, \"why\")]");

    /// <summary>The attribute that reserves a name.</summary>
    public static string Attribute(string name) => $"[ProtoReserved(\"{name}\", \"why\")]";
}

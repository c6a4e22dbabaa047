using System.Globalization;
using System.Text;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>The small words of the proto language.</summary>
internal static class ProtoText
{
    public static string Keyword(WireType type) => type.ToString().ToLowerInvariant();

    public static string Value(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => Quote(text),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            quoted.Append(letter is '"' or '\\' ? $"\\{letter}" : letter.ToString());
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The statement that reserves numbers, if there are any. Both ends of a range are included.</summary>
    public static IEnumerable<string> Reserved(IEnumerable<(int First, int Last)> ranges)
    {
        var texts = ranges
            .Select(range => range.First == range.Last
                ? string.Create(CultureInfo.InvariantCulture, $"{range.First}")
                : string.Create(CultureInfo.InvariantCulture, $"{range.First} to {range.Last}"))
            .ToList();
        return texts.Count > 0 ? [$"reserved {string.Join(", ", texts)};"] : [];
    }

    /// <summary>The statement that reserves names, if there are any.</summary>
    public static IEnumerable<string> Reserved(IEnumerable<string> names)
    {
        var quoted = names.Select(Quote).ToList();
        return quoted.Count > 0 ? [$"reserved {string.Join(", ", quoted)};"] : [];
    }
}

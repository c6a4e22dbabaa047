using System.Globalization;
using System.Text;
using Google.Protobuf.Reflection;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>The small words of the proto language.</summary>
internal static class ProtoText
{
    public static string Keyword(WireType type) => type.ToString().ToLowerInvariant();

    public static string Value(FieldDescriptor field, object value) => value switch
    {
        Enum => field.EnumType.FindValueByNumber(Convert.ToInt32(value, CultureInfo.InvariantCulture)).Name,
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

    /// <summary>Numbers of which both ends are included.</summary>
    public static string Range(int first, int last) => first == last
        ? string.Create(CultureInfo.InvariantCulture, $"{first}")
        : string.Create(CultureInfo.InvariantCulture, $"{first} to {last}");
}

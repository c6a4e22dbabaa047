using System.Text;
using System.Xml.Linq;

namespace CodeFirst.ProtoExport.Documentation;

/// <summary>Turns documentation XML into paragraphs of plain text.</summary>
internal static class DocumentationText
{
    // A control character, so that no text of a comment is taken for it.
    private const char Break = '\u0001';

    public static IReadOnlyList<string> Paragraphs(XElement element, Func<string, string?> wireName)
    {
        var text = new StringBuilder();
        Append(text, element, wireName);
        return [.. text.ToString().Split(Break).Select(Normalize).Where(paragraph => paragraph.Length > 0)];
    }

    private static void Append(StringBuilder text, XElement parent, Func<string, string?> wireName)
    {
        foreach (var node in parent.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    text.Append(plain.Value);
                    break;

                case XElement element:
                    AppendElement(text, element, wireName);
                    break;
            }
        }
    }

    private static void AppendElement(StringBuilder text, XElement element, Func<string, string?> wireName)
    {
        switch (element.Name.LocalName)
        {
            case "para" or "code" or "list":
                text.Append(Break);
                Append(text, element, wireName);
                text.Append(Break);
                break;

            case "br":
                text.Append(Break);
                break;

            case "item":
                text.Append(Break).Append("- ");
                Append(text, element, wireName);
                break;

            case "see" or "seealso" or "paramref" or "typeparamref" when element.IsEmpty || element.Value.Length == 0:
                text.Append(NameOf(element, wireName));
                break;

            default:
                Append(text, element, wireName);
                break;
        }
    }

    private static string NameOf(XElement element, Func<string, string?> wireName)
    {
        if (element.Attribute("cref")?.Value is { } reference)
        {
            return wireName(reference) ?? LastName(reference);
        }

        var name = element.Attribute("name") ?? element.Attribute("langword") ?? element.Attribute("href");
        return name?.Value ?? "";
    }

    // M:System.String.Join(System.String) → Join
    private static string LastName(string reference)
    {
        var name = reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('(', '{', '`')[0];
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static string Normalize(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace CodeFirst.ProtoExport.Documentation;

/// <summary>Turns documentation XML into paragraphs of plain text.</summary>
internal sealed class DocumentationText
{
    private readonly Func<string, string?> _wireName;
    private readonly List<Paragraph> _paragraphs = [];
    private readonly StringBuilder _text = new();
    private ParagraphKind _kind;

    private DocumentationText(Func<string, string?> wireName) => _wireName = wireName;

    public static IReadOnlyList<Paragraph> Paragraphs(XElement element, Func<string, string?> wireName)
    {
        var text = new DocumentationText(wireName);
        text.Append(element);
        text.EndParagraph();
        return text._paragraphs;
    }

    private void Append(XElement parent)
    {
        foreach (var node in parent.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    _text.Append(plain.Value);
                    break;

                case XElement element:
                    AppendElement(element);
                    break;
            }
        }
    }

    private void AppendElement(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "para":
                EndParagraph();
                Append(element);
                EndParagraph();
                break;

            case "code":
                EndParagraph();
                AppendCode(element.Value);
                break;

            case "list":
                EndParagraph();
                AppendList(element);
                break;

            case "br":
                EndParagraph();
                break;

            case "see" or "seealso" or "paramref" or "typeparamref" when element.Value.Length == 0:
                _text.Append(NameOf(element));
                break;

            case "inheritdoc":
                break;

            default:
                Append(element);
                break;
        }
    }

    private void AppendList(XElement list)
    {
        var isNumbered = list.Attribute("type")?.Value == "number";
        var number = 0;
        foreach (var item in list.Elements().Where(item => item.Name.LocalName is "item" or "listheader"))
        {
            number++;
            _kind = ParagraphKind.Item;
            _text.Append(isNumbered ? string.Create(CultureInfo.InvariantCulture, $"{number}. ") : "- ");
            if (item.Element("term") is { } term && item.Element("description") is { } description)
            {
                Append(term);
                _text.Append(": ");
                Append(description);
            }
            else
            {
                Append(item);
            }

            EndParagraph();
        }
    }

    private void AppendCode(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).ToList();
        var written = lines.Where(line => line.Length > 0).ToList();
        if (written.Count > 0)
        {
            var indent = written.Min(line => line.Length - line.TrimStart().Length);
            var text = string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : "")).Trim('\n');
            _paragraphs.Add(new Paragraph(ParagraphKind.Code, text));
        }
    }

    private void EndParagraph()
    {
        var text = string.Join(' ', _text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > 0)
        {
            _paragraphs.Add(new Paragraph(_kind, text));
        }

        _text.Clear();
        _kind = ParagraphKind.Text;
    }

    private string NameOf(XElement element)
    {
        if (element.Attribute("cref")?.Value is { } reference)
        {
            return _wireName(reference) ?? LastName(reference);
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
}

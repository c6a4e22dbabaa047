using System.Text;
using CodeFirst.ProtoExport.Documentation;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>Lays paragraphs out as comment lines that are not too long to read.</summary>
internal static class CommentWriter
{
    private const int MaxLineLength = 120;

    /// <summary>Writes a comment and returns it as protoc reads it: without the slashes.</summary>
    public static string Write(SourceWriter writer, IReadOnlyList<Paragraph> paragraphs)
    {
        var comment = new StringBuilder();
        foreach (var line in Lines(paragraphs, MaxLineLength - writer.Indent - "//".Length))
        {
            writer.Line($"//{line}");
            comment.Append(line).Append('\n');
        }

        return comment.ToString();
    }

    private static IEnumerable<string> Lines(IReadOnlyList<Paragraph> paragraphs, int width)
    {
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var paragraph = paragraphs[i];
            if (i > 0 && (paragraph.Kind != ParagraphKind.Item || paragraphs[i - 1].Kind != ParagraphKind.Item))
            {
                yield return "";
            }

            var lines = paragraph.Kind switch
            {
                ParagraphKind.Code => paragraph.Text.Split('\n').Select(line => line.Length > 0 ? $"     {line}" : ""),
                ParagraphKind.Item => Wrap(paragraph.Text, width, indent: paragraph.Text.IndexOf(' ', StringComparison.Ordinal) + 1),
                _ => Wrap(paragraph.Text, width, indent: 0),
            };
            foreach (var line in lines)
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Wrap(string text, int width, int indent)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > indent && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append(' ', indent);
            }

            line.Append(' ').Append(word);
        }

        yield return line.ToString();
    }
}

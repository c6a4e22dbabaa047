using System.Text;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>Writes indented lines, and records where each declaration starts and ends.</summary>
internal sealed class SourceWriter
{
    private const int MaxLineLength = 120;

    private readonly StringBuilder _text = new();
    private readonly List<int> _path = [];
    private int _line;
    private int _indent;

    public SourceCodeInfo SourceCodeInfo { get; } = new();

    public override string ToString() => _text.ToString();

    public void Line(string line)
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _indent).Append(line);
        }

        _text.Append('\n');
        _line++;
    }

    public void BlankLine() => Line("");

    /// <summary>Writes a comment that belongs to no declaration.</summary>
    public string Comment(params IReadOnlyList<string> paragraphs)
    {
        var comment = new StringBuilder();
        foreach (var line in Wrap(paragraphs))
        {
            Line($"//{line}");
            comment.Append(line).Append('\n');
        }

        return comment.ToString();
    }

    /// <summary>Writes a declaration of one line, and its comment.</summary>
    public SourceCodeInfo.Types.Location Declaration(ReadOnlySpan<int> path, IReadOnlyList<string> comment, string line) =>
        Record(path, comment, () => Line(line));

    /// <summary>Writes a declaration with a body in braces, and its comment.</summary>
    public void Block(ReadOnlySpan<int> path, IReadOnlyList<string> comment, string head, bool isEmpty, Action body)
    {
        Record(path, comment, () =>
        {
            if (isEmpty)
            {
                Line($"{head} {{}}");
                return;
            }

            Line($"{head} {{");
            _indent += 2;
            body();
            _indent -= 2;
            Line("}");
        });
    }

    /// <summary>Records that the whole text from a line on, without its last line end, is what the path names.</summary>
    public void WholeFile(SourceCodeInfo.Types.Location location, int firstLine)
    {
        var text = _text.ToString();
        var end = text.TrimEnd('\n');
        location.Span.Clear();
        location.Span.AddRange([firstLine, 0, _line - 1, end.Length - end.LastIndexOf('\n') - 1]);
    }

    public int CurrentLine => _line;

    private SourceCodeInfo.Types.Location Record(ReadOnlySpan<int> path, IReadOnlyList<string> comment, Action write)
    {
        foreach (var step in path)
        {
            _path.Add(step);
        }

        var location = new SourceCodeInfo.Types.Location();
        location.Path.AddRange(_path);
        SourceCodeInfo.Location.Add(location);
        if (comment.Count > 0)
        {
            location.LeadingComments = Comment(comment);
        }

        var first = _line;
        write();
        var lastLineEnd = _text.Length - 1;
        var lastLineStart = lastLineEnd == 0 ? 0 : LastIndexOfLineEnd(lastLineEnd) + 1;
        var last = _line - 1;
        var lastColumn = lastLineEnd - lastLineStart;

        // protoc leaves the last line out when it is the first.
        location.Span.AddRange(first == last ? [first, _indent, lastColumn] : [first, _indent, last, lastColumn]);

        _path.RemoveRange(_path.Count - path.Length, path.Length);
        return location;
    }

    private int LastIndexOfLineEnd(int before)
    {
        var index = before - 1;
        while (index >= 0 && _text[index] != '\n')
        {
            index--;
        }

        return index;
    }

    private IEnumerable<string> Wrap(IReadOnlyList<string> paragraphs)
    {
        var width = MaxLineLength - _indent - "//".Length;
        for (var i = 0; i < paragraphs.Count; i++)
        {
            if (i > 0)
            {
                yield return "";
            }

            var line = new StringBuilder();
            foreach (var word in paragraphs[i].Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line.ToString();
                    line.Clear();
                }

                line.Append(' ').Append(word);
            }

            yield return line.ToString();
        }
    }
}

using System.Text;
using Google.Protobuf.Reflection;
using Location = Google.Protobuf.Reflection.SourceCodeInfo.Types.Location;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>Writes indented text, and records where each part of it starts and ends, as the parser of protoc does.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _path = [];
    private readonly SourceCodeInfo _source = new();
    private int _line;
    private int _column;
    private int _indent;

    public SourceCodeInfo SourceCodeInfo => _source;

    /// <summary>How far the next line is indented, in columns.</summary>
    public int Indent => _indent;

    public override string ToString() => _text.ToString();

    /// <summary>Writes a piece of a line. The first piece is indented.</summary>
    public void Write(string text)
    {
        StartLine();
        _text.Append(text);

        // protoc counts bytes.
        _column += Encoding.UTF8.GetByteCount(text);
    }

    public void EndLine()
    {
        _text.Append('\n');
        _line++;
        _column = 0;
    }

    public void Line(string text)
    {
        Write(text);
        EndLine();
    }

    /// <summary>Writes a brace, and what follows on lines of its own, and the other brace.</summary>
    public void Braces(Action body)
    {
        Write("{");
        EndLine();
        _indent += 2;
        body();
        _indent -= 2;
        Write("}");
    }

    /// <summary>Writes a bracket, items on lines of their own with a comma between them, and the other bracket.</summary>
    public void Brackets(int count, Action<int> item)
    {
        Write("[");
        EndLine();
        _indent += 2;
        for (var i = 0; i < count; i++)
        {
            item(i);
            Write(i < count - 1 ? "," : "");
            EndLine();
        }

        _indent -= 2;
        Write("]");
    }

    /// <summary>Starts the part of the descriptor that the path leads to from the part around it. Dispose it where it ends.</summary>
    public Part Start(params ReadOnlySpan<int> path)
    {
        StartLine();
        foreach (var step in path)
        {
            _path.Add(step);
        }

        var location = new Location();
        location.Path.AddRange(_path);
        _source.Location.Add(location);
        return new Part(this, location, path.Length, _line, _column);
    }

    /// <summary>
    /// Leaves the part around for what is written inside it but belongs to the part around that, such as the fields of a oneof. Dispose it
    /// to be back.
    /// </summary>
    public Outside Leave(int steps)
    {
        var left = _path.GetRange(_path.Count - steps, steps);
        _path.RemoveRange(_path.Count - steps, steps);
        return new Outside(_path, left);
    }

    /// <summary>Writes a part that is one piece of text.</summary>
    public void Write(int step, string text)
    {
        using var part = Start(step);
        Write(text);
    }

    /// <summary>Records that the part written last is also what another step leads to.</summary>
    public void Again(int step)
    {
        var again = _source.Location[^1].Clone();
        again.Path[^1] = step;
        _source.Location.Add(again);
    }

    private void StartLine()
    {
        if (_column == 0)
        {
            _text.Append(' ', _indent);
            _column = _indent;
        }
    }

    /// <summary>A part of the text that is not at its end yet.</summary>
    public readonly struct Part(SourceWriter writer, Location location, int steps, int line, int column) : IDisposable
    {
        public Location Location => location;

        public void Dispose()
        {
            // protoc leaves the last line out when it is the first.
            location.Span.AddRange(line == writer._line ? [line, column, writer._column] : [line, column, writer._line, writer._column]);
            writer._path.RemoveRange(writer._path.Count - steps, steps);
        }
    }

    /// <summary>The steps to a part that was left.</summary>
    public readonly struct Outside(List<int> path, List<int> left) : IDisposable
    {
        public void Dispose() => path.AddRange(left);
    }
}

using System.Buffers;

namespace CodeFirst.Transcoding.Routes;

/// <summary>Reads the syntax of <see cref="PathTemplate"/>.</summary>
internal sealed class PathTemplateParser(string text)
{
    private static readonly SearchValues<char> LiteralEnds = SearchValues.Create("/{}*:=");

    private int _position;

    public List<PathSegment> Segments { get; } = [];

    public List<PathVariable> Variables { get; } = [];

    public string? Verb { get; private set; }

    private char Next => _position < text.Length ? text[_position] : '\0';

    /// <summary>Reads the whole text; returns what is wrong with it, or null.</summary>
    public string? Parse()
    {
        if (Next != '/')
        {
            return "it must begin with '/'";
        }

        _position++;
        if (_position < text.Length && ReadSegments(inVariable: false) is { } problem)
        {
            return problem;
        }

        if (Next == ':')
        {
            _position++;
            Verb = ReadLiteral();
            if (Verb.Length == 0)
            {
                return "a verb must follow ':'";
            }
        }

        return _position < text.Length
            ? $"'{Next}' at position {_position + 1} is not expected: a variable or '*' must be a whole segment, such as /v1/books/{{id}}"
            : CheckRest();
    }

    private string? ReadSegments(bool inVariable)
    {
        while (true)
        {
            if (ReadSegment(inVariable) is { } problem)
            {
                return problem;
            }

            if (Next != '/')
            {
                return null;
            }

            _position++;
        }
    }

    private string? ReadSegment(bool inVariable)
    {
        switch (Next)
        {
            case '*':
                var isRest = text.AsSpan(_position).StartsWith("**");
                _position += isRest ? 2 : 1;
                Segments.Add(new PathSegment(isRest ? PathSegmentKind.Rest : PathSegmentKind.Any, ""));

                return null;
            case '{' when inVariable:
                return "a variable cannot be inside another";
            case '{':
                _position++;

                return ReadVariable();
            default:
                var literal = ReadLiteral();
                if (literal.Length == 0)
                {
                    return $"a segment is empty at position {_position + 1}";
                }

                Segments.Add(new PathSegment(PathSegmentKind.Literal, literal));

                return null;
        }
    }

    private string? ReadVariable()
    {
        var fieldPath = ReadLiteral();
        if (!IsFieldPath(fieldPath))
        {
            return $"'{fieldPath}' is not the name of a field, such as id or book.name";
        }

        var start = Segments.Count;
        if (Next == '=')
        {
            _position++;
            if (ReadSegments(inVariable: true) is { } problem)
            {
                return problem;
            }
        }
        else
        {
            Segments.Add(new PathSegment(PathSegmentKind.Any, ""));
        }

        if (Next != '}')
        {
            return $"'}}' is missing at position {_position + 1}";
        }

        _position++;
        if (Variables.Exists(variable => variable.FieldPath == fieldPath))
        {
            return $"'{fieldPath}' occurs twice";
        }

        var count = Segments.Count - start;
        Variables.Add(new PathVariable(fieldPath, start, count, count > 1 || Segments[start].Kind == PathSegmentKind.Rest));

        return null;
    }

    private string ReadLiteral()
    {
        var length = text.AsSpan(_position).IndexOfAny(LiteralEnds);
        var literal = length < 0 ? text[_position..] : text.Substring(_position, length);
        _position += literal.Length;

        return literal;
    }

    private string? CheckRest()
    {
        for (var i = 0; i < Segments.Count - 1; i++)
        {
            if (Segments[i].Kind == PathSegmentKind.Rest)
            {
                return "'**' must be the last segment";
            }
        }

        return null;
    }

    private static bool IsFieldPath(string text) =>
        Array.TrueForAll(text.Split('.'), name => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(IsNameCharacter));

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}

namespace CodeFirst.ProtoExport.Places;

/// <summary>Splits a C# file into words and signs, and leaves out comments, directives and what is in quotes.</summary>
internal sealed class CSharpTokens
{
    private readonly string _text;
    private readonly List<SourceToken> _tokens = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _conditions;

    private CSharpTokens(string text) => _text = text;

    public static IReadOnlyList<SourceToken> Of(string text)
    {
        var reader = new CSharpTokens(text);
        while (reader._at < text.Length)
        {
            reader.Next();
        }

        return reader._tokens;
    }

    private char Current => Peek(0);

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void Next()
    {
        if (Current == '\n')
        {
            _at++;
            _line++;
            _lineStart = _at;
        }
        else if (char.IsWhiteSpace(Current))
        {
            _at++;
        }
        else if (Current == '#' && string.IsNullOrWhiteSpace(_text[_lineStart.._at]))
        {
            SkipDirective();
        }
        else if (Current == '/' && Peek(1) == '/')
        {
            SkipLine();
        }
        else if (Current == '/' && Peek(1) == '*')
        {
            Skip(2);
            SkipTo("*/");
        }
        else if (!TrySkipQuoted())
        {
            AddToken();
        }
    }

    private void AddToken()
    {
        var start = _at;
        var isWord = IsWord(Current) || (Current == '@' && IsWord(Peek(1)));
        if (isWord)
        {
            start += Current == '@' ? 1 : 0;
            _at++;
            while (IsWord(Current))
            {
                _at++;
            }
        }
        else
        {
            var isDouble = (Current, Peek(1)) is ('=', '>') or ('=' or '!' or '<' or '>', '=');
            _at += isDouble ? 2 : 1;
        }

        // The column is that of the @, as the compiler has it.
        var column = start - _lineStart + (start > 0 && isWord && _text[start - 1] == '@' ? 0 : 1);
        _tokens.Add(new SourceToken(_text[start.._at], _line, column, isWord, _conditions > 0));
    }

    private void SkipDirective()
    {
        var end = _text.IndexOf('\n', _at);
        var directive = _text[(_at + 1)..(end < 0 ? _text.Length : end)].TrimStart();
        if (directive.StartsWith("if", StringComparison.Ordinal))
        {
            _conditions++;
        }
        else if (directive.StartsWith("endif", StringComparison.Ordinal))
        {
            _conditions--;
        }

        SkipLine();
    }

    private void SkipLine()
    {
        var end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end;
    }

    private bool TrySkipQuoted()
    {
        if (Current == '\'')
        {
            _at++;
            SkipEscaped('\'');
            return true;
        }

        var signs = 0;
        while (Peek(signs) is '$' or '@')
        {
            signs++;
        }

        if (Peek(signs) != '"')
        {
            return false;
        }

        var prefix = _text.Substring(_at, signs);
        _at += signs;
        SkipText(isVerbatim: prefix.Contains('@'), braces: prefix.Count(sign => sign == '$'));
        return true;
    }

    private void SkipText(bool isVerbatim, int braces)
    {
        var quotes = 0;
        while (Peek(quotes) == '"')
        {
            quotes++;
        }

        if (quotes >= 3 && !isVerbatim)
        {
            Skip(quotes);
            SkipTo(new string('"', quotes));
            return;
        }

        _at++;
        if (isVerbatim)
        {
            SkipVerbatim(braces > 0);
        }
        else if (braces > 0)
        {
            SkipInterpolated();
        }
        else
        {
            SkipEscaped('"');
        }
    }

    private void SkipEscaped(char end)
    {
        while (_at < _text.Length && Current != end && Current != '\n')
        {
            Skip(Current == '\\' ? 2 : 1);
        }

        _at += Current == end ? 1 : 0;
    }

    private void SkipVerbatim(bool isInterpolated)
    {
        while (_at < _text.Length)
        {
            if (Current == '"' && Peek(1) == '"')
            {
                Skip(2);
            }
            else if (Current == '"')
            {
                _at++;
                return;
            }
            else
            {
                SkipPart(isInterpolated);
            }
        }
    }

    private void SkipInterpolated()
    {
        while (_at < _text.Length && Current != '"')
        {
            if (Current == '\\')
            {
                Skip(2);
            }
            else
            {
                SkipPart(isInterpolated: true);
            }
        }

        _at++;
    }

    // What is between the braces is code, which may have texts of its own.
    private void SkipPart(bool isInterpolated)
    {
        if (!isInterpolated || Current != '{')
        {
            Skip(1);
            return;
        }

        if (Peek(1) == '{')
        {
            Skip(2);
            return;
        }

        var depth = 0;
        do
        {
            depth += Current == '{' ? 1 : Current == '}' ? -1 : 0;
            if (Current is '{' or '}' || !TrySkipQuoted())
            {
                Skip(1);
            }
        }
        while (depth > 0 && _at < _text.Length);
    }

    private void SkipTo(string end)
    {
        var found = _text.IndexOf(end, _at, StringComparison.Ordinal);
        Skip((found < 0 ? _text.Length : found + end.Length) - _at);
        while (end[0] == '"' && Current == '"')
        {
            _at++;
        }
    }

    private void Skip(int count)
    {
        for (var end = Math.Min(_at + count, _text.Length); _at < end; _at++)
        {
            if (Current == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }
        }
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}

using System.Text;

namespace CodeFirst.Server.Users.Filters;

/// <summary>
/// A word or quoted string of a filter: its text without quotes, escapes and wildcards, and where the wildcards were. All indexes
/// are into the filter; -1 means there is none.
/// </summary>
internal sealed record FilterLiteral(string Text, int Index, bool HasStarAtStart, bool HasStarAtEnd, int FirstStar, int MiddleStar)
{
    /// <summary>True for an unescaped <c>*</c> and nothing else.</summary>
    public bool IsStar => HasStarAtStart && !HasStarAtEnd && Text.Length == 0;

    /// <summary>Reads the quoted string that begins at <paramref name="index"/> and moves the index behind it.</summary>
    public static FilterLiteral ReadQuoted(FilterSource source, ref int index)
    {
        var start = index;
        var quote = source.Text[index++];
        var reader = new Reader(source);

        while (index < source.Text.Length)
        {
            if (source.Text[index] == quote)
            {
                index++;
                return reader.ToLiteral(start);
            }

            reader.ReadCharacter(ref index);
        }

        throw source.Error(start, "Unterminated string", $"It has no closing {quote}.");
    }

    /// <summary>
    /// Reads the word that begins at <paramref name="index"/> and moves the index behind it. A word that is a value may contain
    /// <c>:</c> and <c>~</c>, as times do.
    /// </summary>
    public static FilterLiteral ReadWord(FilterSource source, ref int index, bool isValue)
    {
        var start = index;
        var reader = new Reader(source);

        while (!EndsWord(source.Text, index, isValue))
        {
            reader.ReadCharacter(ref index);
        }

        return reader.ToLiteral(start);
    }

    /// <summary>True if no word goes on at the index.</summary>
    public static bool EndsWord(string text, int index, bool isValue) =>
        index >= text.Length
        || char.IsWhiteSpace(text[index])
        || text[index] is '(' or ')' or '"' or '\''
        || StartsOperator(text, index, isValue);

    /// <summary>True if an operator, known or not, begins at the index.</summary>
    public static bool StartsOperator(string text, int index, bool isValue) => text[index] switch
    {
        '=' or '<' or '>' => true,
        ':' or '~' => !isValue,
        '!' => index + 1 < text.Length && text[index + 1] is '=' or '~',
        _ => false,
    };

    private struct Reader(FilterSource source)
    {
        private readonly StringBuilder _text = new();
        private bool _starAtStart;
        private int _firstStar = -1;
        private int _lastStar = -1;
        private int _middleStar = -1;

        public void ReadCharacter(ref int index)
        {
            var c = source.Text[index];

            if (c == '*')
            {
                AddStar(index++);
            }
            else if (c == '\\')
            {
                AddText(Unescape(index));
                index += 2;
            }
            else if (char.IsControl(c))
            {
                throw source.Error(index, "Tab or line break in a quoted string", "No user has one.");
            }
            else
            {
                AddText(c);
                index++;
            }
        }

        public readonly FilterLiteral ToLiteral(int start) =>
            new(_text.ToString(), start, _starAtStart, _lastStar >= 0, _firstStar, _middleStar);

        private void AddStar(int index)
        {
            if (_firstStar < 0)
            {
                _firstStar = index;
                if (_text.Length == 0)
                {
                    _starAtStart = true;
                    return;
                }
            }

            EndStar();
            _lastStar = index;
        }

        private void AddText(char c)
        {
            EndStar();
            _text.Append(c);
        }

        // What seemed to be the star at the end is followed by something.
        private void EndStar()
        {
            if (_middleStar < 0)
            {
                _middleStar = _lastStar;
            }

            _lastStar = -1;
        }

        private readonly char Unescape(int index)
        {
            var escaped = index + 1 < source.Text.Length ? source.Text[index + 1] : '\0';
            if (escaped is '\\' or '"' or '\'' or '*')
            {
                return escaped;
            }

            throw source.Error(index, "Unknown escape", """The escapes are \\, \", \' and \*.""");
        }
    }
}

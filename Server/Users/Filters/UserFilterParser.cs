using static CodeFirst.Server.Users.Filters.UserFilter;

namespace CodeFirst.Server.Users.Filters;

/// <summary>
/// Recursive descent over the grammar of AIP-160 (https://google.aip.dev/160), where OR binds tighter than AND:
/// <code>
/// expression = sequence { AND sequence }
/// sequence   = factor { factor }
/// factor     = term { OR term }
/// term       = [ NOT | "-" ] ( "(" expression ")" | field operator value | word )
/// </code>
/// Only parentheses recurse, and <see cref="MaxNesting"/> bounds them.
/// </summary>
internal sealed class UserFilterParser(string text)
{
    private readonly FilterSource _source = new(text);
    private string _after = "";
    private int _index;
    private int _nesting;
    private int _terms;

    private bool AtEnd => _index >= text.Length;

    public UserFilter Parse()
    {
        _source.Validate();
        SkipSpace();
        var filter = ParseExpression();

        return AtEnd ? filter : throw _source.Error(_index, "Unbalanced ')'", "No parenthesis is open there.");
    }

    private UserFilter ParseExpression()
    {
        var left = ParseSequence();
        while (TakeKeyword("AND"))
        {
            left = new And(left, ParseSequence());
        }

        return left;
    }

    private UserFilter ParseSequence()
    {
        var left = ParseFactor();
        while (!AtEnd && text[_index] != ')' && !IsKeyword("AND"))
        {
            left = new And(left, ParseFactor());
        }

        return left;
    }

    private UserFilter ParseFactor()
    {
        var left = ParseTerm();
        while (TakeKeyword("OR"))
        {
            left = new Or(left, ParseTerm());
        }

        return left;
    }

    private UserFilter ParseTerm()
    {
        if (!TakeKeyword("NOT") && !TakeMinus())
        {
            return ParseSimple();
        }

        if (!AtEnd && (text[_index] == '-' || IsKeyword("NOT")))
        {
            throw _source.Error(_index, "Second negation", "Put the negated term in parentheses to negate it again.");
        }

        return new Not(ParseSimple());
    }

    private UserFilter ParseSimple()
    {
        if (AtEnd || text[_index] == ')' || FilterLiteral.StartsOperator(text, _index, isValue: false) || IsAnyKeyword())
        {
            throw _source.Error(_index, $"Expected a word, a comparison or '('{_after}, but {Found()}");
        }

        var simple = text[_index] == '(' ? ParseParentheses() : ParseRestriction();
        _after = "";
        return simple;
    }

    private UserFilter ParseParentheses()
    {
        var open = _index++;
        if (++_nesting > MaxNesting)
        {
            throw _source.Error(open, $"More than {MaxNesting} open parentheses");
        }

        _after = " after '('";
        SkipSpace();
        var inner = ParseExpression();

        if (AtEnd)
        {
            throw _source.Error(open, "Unbalanced '('", "It is never closed.");
        }

        _index++;
        _nesting--;
        EndTerm();
        return inner;
    }

    private UserFilter ParseRestriction()
    {
        var isQuoted = text[_index] is '"' or '\'';
        var start = _index;
        var left = ReadLiteral(isValue: false);

        if (++_terms > MaxTerms)
        {
            throw _source.Error(start, $"More than {MaxTerms} words and comparisons");
        }

        if (!isQuoted && !AtEnd && text[_index] == '(')
        {
            throw _source.Error(start, $"Function call '{FilterSource.Clip(text[start.._index])}('", "Functions are not supported.");
        }

        var end = _index;
        SkipSpace();

        if (!AtEnd && FilterLiteral.StartsOperator(text, _index, isValue: false))
        {
            return isQuoted
                ? throw _source.Error(start, $"Expected a field, not a string, on the left of an operator", FilterComparison.Fields)
                : ParseComparison(text[start..end], start);
        }

        _index = end;
        EndTerm();
        return FilterComparison.CreateAnyText(_source, left);
    }

    private UserFilter ParseComparison(string name, int start)
    {
        if (!FilterComparison.TryFindField(name, out var field))
        {
            throw _source.Error(start, $"Unknown field '{FilterSource.Clip(name)}'", FilterComparison.Fields);
        }

        var operatorStart = _index;
        var op = ReadOperator();
        if (!FilterComparison.IsOperator(op))
        {
            throw _source.Error(operatorStart, $"Unknown operator '{FilterSource.Clip(op)}'", FilterComparison.Operators);
        }

        SkipSpace();
        if (AtEnd || text[_index] is '(' or ')' || FilterLiteral.StartsOperator(text, _index, isValue: true) || IsAnyKeyword())
        {
            throw _source.Error(_index, $"Expected a value after {op}, but {Found()}");
        }

        var value = ReadLiteral(isValue: true);
        var comparison = FilterComparison.Create(_source, field, op, value);
        EndTerm();
        return comparison;
    }

    private FilterLiteral ReadLiteral(bool isValue) => text[_index] is '"' or '\''
        ? FilterLiteral.ReadQuoted(_source, ref _index)
        : FilterLiteral.ReadWord(_source, ref _index, isValue);

    // Takes all that looks like one operator, so that == and =~ are reported whole instead of as an odd value.
    private string ReadOperator()
    {
        var start = _index++;
        while (!AtEnd && text[_index] is '=' or '<' or '>' or ':' or '~')
        {
            _index++;
        }

        return text[start.._index];
    }

    private bool TakeMinus()
    {
        if (AtEnd || text[_index] != '-')
        {
            return false;
        }

        _index++;
        _after = " directly after -";

        if (!AtEnd && char.IsWhiteSpace(text[_index]))
        {
            throw _source.Error(_index, $"Expected a word, a comparison or '('{_after}, but found a space");
        }

        return true;
    }

    private bool TakeKeyword(string keyword)
    {
        if (!IsKeyword(keyword))
        {
            return false;
        }

        _index += keyword.Length;
        _after = $" after {keyword}";
        SkipSpace();
        return true;
    }

    private bool IsKeyword(string keyword) =>
        text.AsSpan(_index).StartsWith(keyword, StringComparison.Ordinal)
        && FilterLiteral.EndsWord(text, _index + keyword.Length, isValue: false);

    private bool IsAnyKeyword() => IsKeyword("AND") || IsKeyword("OR") || IsKeyword("NOT");

    private void EndTerm()
    {
        if (!AtEnd && text[_index] != ')' && !char.IsWhiteSpace(text[_index]))
        {
            throw _source.Error(
                _index,
                $"Expected a space before {_source.CharacterAt(_index)}",
                "Put a value that contains quotes, parentheses or operators in quotes.");
        }

        SkipSpace();
    }

    private void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(text[_index]))
        {
            _index++;
        }
    }

    private string Found()
    {
        if (AtEnd)
        {
            return "the filter ends";
        }

        var keyword = IsKeyword("AND") ? "AND" : IsKeyword("OR") ? "OR" : IsKeyword("NOT") ? "NOT" : null;
        return $"found {keyword ?? _source.CharacterAt(_index)}";
    }
}

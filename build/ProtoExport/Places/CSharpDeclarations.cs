namespace CodeFirst.ProtoExport.Places;

/// <summary>
/// Finds the declarations of a C# file by its brackets and keywords. It reads enough of the language to name what a contract declares,
/// and gives up on a file whose brackets do not match.
/// </summary>
internal sealed class CSharpDeclarations
{
    private static readonly HashSet<string> Modifiers = new(StringComparer.Ordinal)
    {
        "abstract", "async", "const", "delegate", "event", "explicit", "extern", "file", "fixed", "implicit", "internal", "new", "operator",
        "override", "partial", "private", "protected", "public", "readonly", "ref", "required", "sealed", "static", "unsafe", "virtual",
        "volatile", "where",
    };

    private readonly IReadOnlyList<SourceToken> _tokens;
    private readonly List<Declaration> _found = [];
    private int _at;
    private bool _isBroken;

    private CSharpDeclarations(IReadOnlyList<SourceToken> tokens) => _tokens = tokens;

    /// <summary>The declarations in the order of the file, none if it cannot be read.</summary>
    public static IReadOnlyList<Declaration> Of(string text)
    {
        var reader = new CSharpDeclarations(CSharpTokens.Of(text));
        reader.ReadBody(scope: "", type: null);
        return reader._isBroken || reader._at < reader._tokens.Count ? [] : reader._found;
    }

    private bool AtEnd => _at >= _tokens.Count;

    private bool Sees(string text) => !AtEnd && _tokens[_at].Is(text);

    // scope ends in the sign that joins it with a name: "Shop." or "Shop.Page`1+".
    private void ReadBody(string scope, string? type)
    {
        while (!AtEnd && !Sees("}") && !_isBroken)
        {
            SkipAttributes();
            if (Sees("namespace"))
            {
                scope = ReadNamespace(scope);
            }
            else if (!AtEnd && !Sees("}"))
            {
                ReadMember(scope, type);
            }
        }
    }

    private string ReadNamespace(string scope)
    {
        _at++;
        var name = "";
        for (; !AtEnd && !Sees("{") && !Sees(";"); _at++)
        {
            name += _tokens[_at].Text;
        }

        var inner = $"{scope}{name}.";
        if (Sees(";"))
        {
            _at++;
            return inner;
        }

        ReadBlock(() => ReadBody(inner, type: null));
        return scope;
    }

    private void ReadMember(string scope, string? type)
    {
        var start = _at;
        while (!AtEnd && !Sees("(") && !Sees("{") && !Sees(";") && !Sees("=") && !Sees("=>") && !Sees(":") && !Sees("}"))
        {
            if (TypeKeywordLength() is > 0 and var length)
            {
                _at += length;
                ReadType(scope, isEnum: _tokens[_at - 1].Is("enum"));
                return;
            }

            SkipWord();
        }

        _at = start;
        ReadMemberOf(type);
    }

    // class Name, record Name, record struct Name: how many words stand before the name.
    private int TypeKeywordLength()
    {
        var word = _tokens[_at];
        if (!word.IsWord)
        {
            return 0;
        }

        var next = _at + 1 < _tokens.Count ? _tokens[_at + 1] : default;
        return word.Text switch
        {
            "class" or "struct" or "interface" or "enum" when next.IsWord => 1,
            "record" when next.IsWord && next.Text is "class" or "struct" => 2,
            "record" when next.IsWord => 1,
            _ => 0,
        };
    }

    private void ReadType(string scope, bool isEnum)
    {
        var name = _tokens[_at++];
        var arity = SkipTypeArguments();
        var type = arity > 0 ? $"{scope}{name.Text}`{arity}" : $"{scope}{name.Text}";
        _found.Add(new Declaration(type, Member: null, Parameters: null, name));
        if (Sees("("))
        {
            foreach (var parameter in ReadParameters())
            {
                _found.Add(new Declaration(type, parameter.Text, Parameters: null, parameter));
            }
        }

        while (!AtEnd && !Sees("{") && !Sees(";") && !_isBroken)
        {
            SkipOne();
        }

        if (Sees("{"))
        {
            ReadBlock(() =>
            {
                if (isEnum)
                {
                    ReadValues(type);
                }
                else
                {
                    ReadBody($"{type}+", type);
                }
            });
        }

        if (Sees(";"))
        {
            _at++;
        }
    }

    private void ReadValues(string type)
    {
        while (!AtEnd && !Sees("}") && !_isBroken)
        {
            SkipAttributes();
            if (!AtEnd && _tokens[_at].IsWord)
            {
                _found.Add(new Declaration(type, _tokens[_at].Text, Parameters: null, _tokens[_at]));
            }

            while (!AtEnd && !Sees(",") && !Sees("}") && !_isBroken)
            {
                SkipOne();
            }

            _at += Sees(",") ? 1 : 0;
        }
    }

    // The name is the last word before the parameters, the accessors, the value or the end.
    private void ReadMemberOf(string? type)
    {
        SourceToken? name = null;
        while (!AtEnd && !Sees("}") && !_isBroken)
        {
            var token = _tokens[_at];
            if (token.Is("(") && name is { } method && !Modifiers.Contains(method.Text))
            {
                Add(type, method, [.. ReadParameters().Select(parameter => parameter.Text)]);
                SkipRest();
                return;
            }

            if (token.Text is "{" or "=>" or ";" or "=" or ",")
            {
                if (name is { } member && !Modifiers.Contains(member.Text))
                {
                    Add(type, member, parameters: null);
                }

                if (!token.Is(","))
                {
                    SkipRest();
                    return;
                }
            }

            if (token.IsWord)
            {
                name = token;
                SkipWord();
            }
            else
            {
                // What is between: a dot, a ?, the brackets of an array or an indexer, a tuple.
                SkipOne();
            }
        }
    }

    private void Add(string? type, SourceToken name, IReadOnlyList<string>? parameters)
    {
        if (type is not null)
        {
            _found.Add(new Declaration(type, name.Text, parameters, name));
        }
    }

    // A body, and after that of a property its initial value; or all up to the semicolon.
    private void SkipRest()
    {
        while (!AtEnd && !Sees("{") && !Sees(";") && !Sees("=") && !Sees("=>") && !Sees("}") && !_isBroken)
        {
            SkipOne();
        }

        if (Sees("{"))
        {
            SkipOne();
            if (!Sees("="))
            {
                return;
            }
        }

        while (!AtEnd && !Sees(";") && !Sees("}") && !_isBroken)
        {
            SkipOne();
        }

        _at += Sees(";") ? 1 : 0;
    }

    // The names are the last words before a comma, a default value or the end.
    private List<SourceToken> ReadParameters()
    {
        var names = new List<SourceToken>();
        SourceToken? name = null;
        var isValue = false;
        ReadBlock(() =>
        {
            while (!AtEnd && !Sees(")") && !_isBroken)
            {
                var token = _tokens[_at];
                if (token.Is(",") || token.Is("="))
                {
                    isValue = token.Is("=");
                    Keep();
                    _at++;
                }
                else
                {
                    name = token.IsWord && !isValue ? token : name;
                    SkipOne();
                    if (token.IsWord && !isValue)
                    {
                        SkipTypeArguments();
                    }
                }
            }

            Keep();
        });
        return names;

        void Keep()
        {
            if (name is { } known)
            {
                names.Add(known);
            }

            name = null;
        }
    }

    // A name with its type arguments. After operator, < is an operator.
    private void SkipWord()
    {
        var word = _tokens[_at++];
        if (word.IsWord && !word.Is("operator"))
        {
            SkipTypeArguments();
        }
    }

    private void SkipAttributes()
    {
        while (Sees("[") && !_isBroken)
        {
            SkipOne();
        }
    }

    /// <summary>Skips what is between &lt; and &gt;, and returns how many arguments it has.</summary>
    private int SkipTypeArguments()
    {
        if (!Sees("<"))
        {
            return 0;
        }

        var count = 1;
        _at++;
        while (!AtEnd && !Sees(">") && !Sees(";") && !Sees("}"))
        {
            count += Sees(",") ? 1 : 0;
            if (Sees("<"))
            {
                SkipTypeArguments();
            }
            else
            {
                SkipOne();
            }
        }

        _isBroken |= !Sees(">");
        _at++;
        return count;
    }

    // A bracket with all in it, or one word or sign.
    private void SkipOne()
    {
        if (Sees("(") || Sees("[") || Sees("{"))
        {
            ReadBlock(() =>
            {
                while (!AtEnd && !Sees(")") && !Sees("]") && !Sees("}") && !_isBroken)
                {
                    SkipOne();
                }
            });
        }
        else
        {
            _at++;
        }
    }

    private void ReadBlock(Action readInner)
    {
        var close = _tokens[_at].Text switch { "(" => ")", "[" => "]", _ => "}" };
        _at++;
        readInner();
        _isBroken |= !Sees(close);
        _at++;
    }
}

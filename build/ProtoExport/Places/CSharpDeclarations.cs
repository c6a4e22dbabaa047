namespace CodeFirst.ProtoExport.Places;

/// <summary>
/// Finds the declarations of a C# file by its brackets and keywords. It reads enough of the language to name what a contract declares,
/// and gives up on a file whose brackets do not match.
/// </summary>
internal sealed class CSharpDeclarations : TokenCursor
{
    private static readonly HashSet<string> Modifiers = new(StringComparer.Ordinal)
    {
        "abstract", "async", "const", "delegate", "event", "explicit", "extern", "file", "fixed", "implicit", "internal", "new", "operator",
        "override", "partial", "private", "protected", "public", "readonly", "ref", "required", "sealed", "static", "unsafe", "virtual",
        "volatile", "where",
    };

    private readonly List<Declaration> _found = [];

    private CSharpDeclarations(IReadOnlyList<SourceToken> tokens)
        : base(tokens)
    {
    }

    /// <summary>The declarations in the order of the file, none if it cannot be read.</summary>
    public static IReadOnlyList<Declaration> Of(string text)
    {
        var reader = new CSharpDeclarations(CSharpTokens.Of(text));
        reader.ReadBody(scope: "", type: null);
        return reader.IsBroken || reader.At < reader.Tokens.Count ? [] : reader._found;
    }

    // scope ends in the sign that joins it with a name: "Shop." or "Shop.Page`1+".
    private void ReadBody(string scope, string? type)
    {
        while (!AtEnd && !Sees("}") && !IsBroken)
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
        At++;
        var name = "";
        for (; !AtEnd && !Sees("{") && !Sees(";"); At++)
        {
            name += Tokens[At].Text;
        }

        var inner = $"{scope}{name}.";
        if (Sees(";"))
        {
            At++;
            return inner;
        }

        ReadBlock(() => ReadBody(inner, type: null));
        return scope;
    }

    private void ReadMember(string scope, string? type)
    {
        var start = At;
        while (!AtEnd && !Sees("(") && !Sees("{") && !Sees(";") && !Sees("=") && !Sees("=>") && !Sees(":") && !Sees("}"))
        {
            if (TypeKeywordLength() is > 0 and var length)
            {
                At += length;
                ReadType(scope, isEnum: Tokens[At - 1].Is("enum"));
                return;
            }

            SkipWord();
        }

        At = start;
        ReadMemberOf(type);
    }

    // class Name, record Name, record struct Name: how many words stand before the name.
    private int TypeKeywordLength()
    {
        var word = Tokens[At];
        if (!word.IsWord)
        {
            return 0;
        }

        var next = At + 1 < Tokens.Count ? Tokens[At + 1] : default;
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
        var name = Tokens[At++];
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

        while (!AtEnd && !Sees("{") && !Sees(";") && !IsBroken)
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
            At++;
        }
    }

    private void ReadValues(string type)
    {
        while (!AtEnd && !Sees("}") && !IsBroken)
        {
            SkipAttributes();
            if (!AtEnd && Tokens[At].IsWord)
            {
                _found.Add(new Declaration(type, Tokens[At].Text, Parameters: null, Tokens[At]));
            }

            while (!AtEnd && !Sees(",") && !Sees("}") && !IsBroken)
            {
                SkipOne();
            }

            At += Sees(",") ? 1 : 0;
        }
    }

    // The name is the last word before the parameters, the accessors, the value or the end.
    private void ReadMemberOf(string? type)
    {
        SourceToken? name = null;
        while (!AtEnd && !Sees("}") && !IsBroken)
        {
            var token = Tokens[At];
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
        while (!AtEnd && !Sees("{") && !Sees(";") && !Sees("=") && !Sees("=>") && !Sees("}") && !IsBroken)
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

        while (!AtEnd && !Sees(";") && !Sees("}") && !IsBroken)
        {
            SkipOne();
        }

        At += Sees(";") ? 1 : 0;
    }

    // The names are the last words before a comma, a default value or the end.
    private List<SourceToken> ReadParameters()
    {
        var names = new List<SourceToken>();
        SourceToken? name = null;
        var isValue = false;
        ReadBlock(() =>
        {
            while (!AtEnd && !Sees(")") && !IsBroken)
            {
                var token = Tokens[At];
                if (token.Is(",") || token.Is("="))
                {
                    isValue = token.Is("=");
                    Keep();
                    At++;
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
}

namespace CodeFirst.ProtoExport.Places;

/// <summary>Reads the tokens of a C# file one after the other, and skips what is between brackets.</summary>
internal abstract class TokenCursor(IReadOnlyList<SourceToken> tokens)
{
    protected IReadOnlyList<SourceToken> Tokens => tokens;

    /// <summary>The index of the next token.</summary>
    protected int At { get; set; }

    /// <summary>Whether a bracket did not match.</summary>
    protected bool IsBroken { get; private set; }

    protected bool AtEnd => At >= tokens.Count;

    protected bool Sees(string text) => !AtEnd && tokens[At].Is(text);

    // A name with its type arguments. After operator, < is an operator.
    protected void SkipWord()
    {
        var word = tokens[At++];
        if (word.IsWord && !word.Is("operator"))
        {
            SkipTypeArguments();
        }
    }

    protected void SkipAttributes()
    {
        while (Sees("[") && !IsBroken)
        {
            SkipOne();
        }
    }

    /// <summary>Skips what is between &lt; and &gt;, and returns how many arguments it has.</summary>
    protected int SkipTypeArguments()
    {
        if (!Sees("<"))
        {
            return 0;
        }

        var count = 1;
        At++;
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

        IsBroken |= !Sees(">");
        At++;
        return count;
    }

    // A bracket with all in it, or one word or sign.
    protected void SkipOne()
    {
        if (Sees("(") || Sees("[") || Sees("{"))
        {
            ReadBlock(() =>
            {
                while (!AtEnd && !Sees(")") && !Sees("]") && !Sees("}") && !IsBroken)
                {
                    SkipOne();
                }
            });
        }
        else
        {
            At++;
        }
    }

    protected void ReadBlock(Action readInner)
    {
        var close = tokens[At].Text switch { "(" => ")", "[" => "]", _ => "}" };
        At++;
        readInner();
        IsBroken |= !Sees(close);
        At++;
    }
}

using System.Text;
using System.Text.Encodings.Web;

namespace CodeFirst.Transcoding.Errors;

/// <summary>
/// Escapes what answers escape: control characters, quotes and backslashes; &lt;, &gt; and &amp;, so that JSON in a
/// page cannot end a script; and the line separators of JavaScript. Everything else is UTF-8.
/// </summary>
internal sealed class ErrorTextEncoder : JavaScriptEncoder
{
    public static readonly ErrorTextEncoder Instance = new();

    private const string Digits = "0123456789abcdef";

    private ErrorTextEncoder()
    {
    }

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar switch
    {
        < ' ' or '"' or '\\' or '<' or '>' or '&' or '\u2028' or '\u2029' => true,
        _ => false,
    };

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var characters = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < characters.Length; i++)
        {
            if (WillEncode(characters[i]))
            {
                return i;
            }

            if (char.IsSurrogate(characters[i]))
            {
                // Half of a pair has no UTF-8; what follows it is looked at again.
                if (Rune.DecodeFromUtf16(characters[i..], out _, out var length) != System.Buffers.OperationStatus.Done)
                {
                    return i;
                }

                i += length - 1;
            }
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var output = new Span<char>(buffer, bufferLength);
        var shortForm = unicodeScalar switch
        {
            '"' or '\\' => (char)unicodeScalar,
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        numberOfCharactersWritten = 0;
        if (!WillEncode(unicodeScalar))
        {
            return new Rune(unicodeScalar).TryEncodeToUtf16(output, out numberOfCharactersWritten);
        }

        if (shortForm != '\0')
        {
            if (output.Length < 2)
            {
                return false;
            }

            (output[0], output[1]) = ('\\', shortForm);
            numberOfCharactersWritten = 2;
            return true;
        }

        if (output.Length < 6)
        {
            return false;
        }

        (output[0], output[1]) = ('\\', 'u');
        for (var i = 0; i < 4; i++)
        {
            output[2 + i] = Digits[(unicodeScalar >> (12 - (4 * i))) & 0xF];
        }

        numberOfCharactersWritten = 6;
        return true;
    }
}

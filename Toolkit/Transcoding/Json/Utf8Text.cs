using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace CodeFirst.Transcoding.Json;

/// <summary>Strings of JSON.</summary>
internal static class Utf8Text
{
    /// <summary>Replaces the escapes of a string. Returns the length, or -1 if the text is not valid Unicode.</summary>
    /// <param name="source">What is between the quotes; its escapes are those of JSON.</param>
    /// <param name="target">At least as long; may be the same memory.</param>
    public static int Unescape(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var (from, to) = (0, 0);
        while (from < source.Length)
        {
            var plain = source[from..].IndexOf((byte)'\\');
            plain = plain < 0 ? source.Length - from : plain;
            source.Slice(from, plain).CopyTo(target[to..]);
            from += plain;
            to += plain;
            if (from == source.Length)
            {
                break;
            }

            if (source[from + 1] != 'u')
            {
                target[to++] = Short(source[from + 1]);
                from += 2;
                continue;
            }

            int unit = Unit(source[(from + 2)..]);
            from += 6;
            if (char.IsHighSurrogate((char)unit) && source[from..] is [(byte)'\\', (byte)'u', ..])
            {
                var low = Unit(source[(from + 2)..]);
                if (!char.IsLowSurrogate(low))
                {
                    return -1;
                }

                unit = char.ConvertToUtf32((char)unit, low);
                from += 6;
            }

            if (!Rune.TryCreate(unit, out var rune))
            {
                return -1;
            }

            to += rune.EncodeToUtf8(target[to..]);
        }

        return Utf8.IsValid(target[..to]) ? to : -1;
    }

    private static byte Short(byte character) => character switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => character,
    };

    // The reader of JSON has checked that there are four digits.
    private static char Unit(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'x') ? (char)unit : char.MaxValue;
}

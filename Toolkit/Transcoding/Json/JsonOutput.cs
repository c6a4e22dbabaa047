using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace CodeFirst.Transcoding.Json;

/// <summary>Writes the pieces of JSON into a buffer.</summary>
internal ref struct JsonOutput(IBufferWriter<byte> output, bool escapeHtml)
{
    // The first byte of U+2028 and U+2029 in UTF-8, of which few texts have any.
    private const byte SeparatorStart = 0xE2;

    private const int LargestPiece = 4096;
    private const int Quotes = 2;

    private Span<byte> _span;
    private int _used;

    /// <summary>Returns room for some bytes, which <see cref="Advance"/> keeps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        if (_span.Length - _used < count)
        {
            Flush();
            _span = output.GetSpan(Math.Max(count, 256));
        }

        return _span[_used..];
    }

    public void Advance(int count) => _used += count;

    /// <summary>Hands over what was written. To be called once, at the end.</summary>
    public void Flush()
    {
        output.Advance(_used);
        _used = 0;
        _span = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        _used++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _used += bytes.Length;
    }

    public void WriteNumber(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        _used += written;
    }

    public void WriteNumber(ulong value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        _used += written;
    }

    public void WriteNumber(double value)
    {
        if (double.IsFinite(value))
        {
            value.TryFormat(Reserve(32), out var written, default, CultureInfo.InvariantCulture);
            _used += written;
        }
        else
        {
            Write(double.IsNaN(value) ? "\"NaN\""u8 : value > 0 ? "\"Infinity\""u8 : "\"-Infinity\""u8);
        }
    }

    public void WriteNumber(float value)
    {
        if (float.IsFinite(value))
        {
            value.TryFormat(Reserve(32), out var written, default, CultureInfo.InvariantCulture);
            _used += written;
        }
        else
        {
            WriteNumber((double)value);
        }
    }

    /// <summary>Writes bytes as base64 in the standard alphabet, padded, in quotes.</summary>
    public void WriteBase64(scoped ReadOnlySpan<byte> bytes)
    {
        WriteByte((byte)'"');
        while (bytes.Length > 0)
        {
            var piece = bytes[..Math.Min(bytes.Length, LargestPiece / 4 * 3)];
            Base64.EncodeToUtf8(piece, Reserve(Base64.GetMaxEncodedToUtf8Length(piece.Length)), out _, out var written);
            _used += written;
            bytes = bytes[piece.Length..];
        }

        WriteByte((byte)'"');
    }

    /// <summary>Writes a string in quotes.</summary>
    public void WriteString(scoped ReadOnlySpan<byte> text)
    {
        var plain = PlainText.Length(text, escapeHtml);
        if (plain == text.Length && plain <= LargestPiece - Quotes)
        {
            var target = Reserve(plain + Quotes);
            target[0] = (byte)'"';
            text.CopyTo(target[1..]);
            target[plain + 1] = (byte)'"';
            _used += plain + Quotes;
        }
        else
        {
            WriteLongOrSpecial(text, plain);
        }
    }

    private void WriteLongOrSpecial(scoped ReadOnlySpan<byte> text, int plain)
    {
        WriteByte((byte)'"');
        var isChecked = false;
        while (true)
        {
            WritePlain(text[..plain]);
            if (plain == text.Length)
            {
                break;
            }

            text = text[plain..];
            if (text[0] < 0x80)
            {
                text = text[WriteSpecial(text)..];
            }
            else
            {
                if (!isChecked && !Utf8.IsValid(text))
                {
                    throw new MalformedMessageException("A string is not valid UTF-8.");
                }

                isChecked = true;
                text = text[WriteOther(text)..];
            }

            plain = PlainText.Length(text, escapeHtml);
        }

        WriteByte((byte)'"');
    }

    // Writes the characters beyond ASCII that the text begins with; returns their length.
    private int WriteOther(scoped ReadOnlySpan<byte> text)
    {
        if (escapeHtml && text[0] == SeparatorStart)
        {
            return WriteSpecial(text);
        }

        var length = text.IndexOfAnyInRange((byte)0, (byte)0x7F);
        var others = length < 0 ? text : text[..length];
        if (escapeHtml && others.IndexOf(SeparatorStart) is >= 0 and var separator)
        {
            others = others[..separator];
        }

        WritePlain(others);

        return others.Length;
    }

    private void WritePlain(scoped ReadOnlySpan<byte> text)
    {
        while (text.Length > LargestPiece)
        {
            Write(text[..LargestPiece]);
            text = text[LargestPiece..];
        }

        Write(text);
    }

    // Writes the character that the text begins with; returns its length.
    private int WriteSpecial(scoped ReadOnlySpan<byte> text)
    {
        var character = text[0];
        if (character == SeparatorStart)
        {
            var isSeparator = text[1] == 0x80 && text[2] is 0xA8 or 0xA9;
            Write(isSeparator ? text[2] == 0xA8 ? "\\u2028"u8 : "\\u2029"u8 : text[..3]);

            return 3;
        }

        var target = Reserve(6);
        target[0] = (byte)'\\';
        target[1] = character switch
        {
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'"' or (byte)'\\' => character,
            _ => (byte)'u',
        };
        if (target[1] != 'u')
        {
            _used += 2;
        }
        else
        {
            var digits = "0123456789abcdef"u8;
            (target[2], target[3], target[4], target[5]) = ((byte)'0', (byte)'0', digits[character >> 4], digits[character & 0xF]);
            _used += 6;
        }

        return 1;
    }
}

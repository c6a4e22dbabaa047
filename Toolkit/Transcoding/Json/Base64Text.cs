namespace CodeFirst.Transcoding.Json;

/// <summary>Reads base64 in both alphabets, with padding and without.</summary>
internal static class Base64Text
{
    private static readonly sbyte[] Values = MakeValues();

    /// <summary>Returns how many bytes were written, or -1 if the text is no base64.</summary>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var length = text.Length;
        while (length > 0 && text[length - 1] == '=')
        {
            length--;
        }

        var padding = text.Length - length;
        if (length % 4 == 1 || padding > 2 || (padding > 0 && text.Length % 4 != 0))
        {
            return -1;
        }

        var (bits, count, written) = (0, 0, 0);
        foreach (var character in text[..length])
        {
            var value = Values[character];
            if (value < 0)
            {
                return -1;
            }

            bits = (bits << 6) | (byte)value;
            count += 6;
            if (count >= 8)
            {
                count -= 8;
                target[written++] = (byte)(bits >> count);
            }
        }

        return written;
    }

    private static sbyte[] MakeValues()
    {
        var values = new sbyte[256];
        Array.Fill(values, (sbyte)-1);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < alphabet.Length; i++)
        {
            values[alphabet[i]] = (sbyte)i;
        }

        (values['-'], values['_']) = (62, 63);

        return values;
    }
}

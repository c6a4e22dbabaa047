namespace CodeFirst.Transcoding.Json;

/// <summary>A number as it is written in JSON, exactly: digits times a power of ten.</summary>
internal readonly ref struct DecimalText
{
    private const int LargestExponent = 1_000_000;

    private DecimalText(bool isNegative, UInt128 digits, int exponent, int scale)
    {
        IsNegative = isNegative;
        Digits = digits;
        Exponent = exponent;
        Scale = scale;
    }

    public bool IsNegative { get; }

    /// <summary>Gets the digits without the zeros at both ends.</summary>
    public UInt128 Digits { get; }

    /// <summary>Gets the power of ten that the digits are multiplied by.</summary>
    public int Exponent { get; }

    /// <summary>Gets how many digits are written behind the point, less the exponent: 2 for 12.50.</summary>
    public int Scale { get; }

    /// <summary>Reads the grammar of JSON's numbers and nothing else. False also if it has more than 38 digits that count.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DecimalText number)
    {
        number = default;
        if (!IsNumber(text, out var pointAt, out var exponentAt))
        {
            return false;
        }

        var isNegative = text[0] == '-';
        var mantissa = text[(isNegative ? 1 : 0)..exponentAt];
        UInt128 digits = 0;
        var (count, zeros) = (0, 0);
        foreach (var character in mantissa)
        {
            if (character == '0')
            {
                zeros += count > 0 ? 1 : 0;
            }
            else if (character != '.')
            {
                count += zeros + 1;
                if (count > 38)
                {
                    return false;
                }

                for (; zeros >= 0; zeros--)
                {
                    digits *= 10;
                }

                digits += (UInt128)(character - '0');
                zeros = 0;
            }
        }

        var behindPoint = pointAt < 0 ? 0 : exponentAt - pointAt - 1;
        var exponent = ExponentOf(text[exponentAt..]);
        number = new(isNegative, digits, exponent - behindPoint + zeros, behindPoint - exponent);

        return true;
    }

    /// <summary>Returns whether a text is a number as JSON has it.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text) => IsNumber(text, out _, out _);

    /// <summary>Returns the size of a whole number. False if it has a fraction, or more than 64 bits.</summary>
    public bool TryGetWhole(out ulong size)
    {
        var value = Digits;
        size = 0;
        if (value == 0)
        {
            return true;
        }

        if (Exponent is < 0 or > 19)
        {
            return false;
        }

        for (var i = 0; i < Exponent && value <= ulong.MaxValue; i++)
        {
            value *= 10;
        }

        size = (ulong)value;

        return value <= ulong.MaxValue;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text, out int pointAt, out int exponentAt)
    {
        (pointAt, exponentAt) = (-1, text.Length);
        var i = text is [(byte)'-', ..] ? 1 : 0;
        var start = i;
        i = SkipDigits(text, i);
        if (i == start || (text[start] == '0' && i > start + 1))
        {
            return false;
        }

        if (i < text.Length && text[i] == '.')
        {
            pointAt = i;
            i = SkipDigits(text, i + 1);
            if (i == pointAt + 1)
            {
                return false;
            }
        }

        if (i < text.Length && text[i] is (byte)'e' or (byte)'E')
        {
            exponentAt = i++;
            i += i < text.Length && text[i] is (byte)'+' or (byte)'-' ? 1 : 0;
            start = i;
            i = SkipDigits(text, i);
            if (i == start)
            {
                return false;
            }
        }

        return i == text.Length;
    }

    private static int SkipDigits(ReadOnlySpan<byte> text, int i)
    {
        while (i < text.Length && (uint)(text[i] - '0') <= 9)
        {
            i++;
        }

        return i;
    }

    private static int ExponentOf(ReadOnlySpan<byte> text)
    {
        var exponent = 0;
        foreach (var character in text)
        {
            if ((uint)(character - '0') <= 9)
            {
                exponent = Math.Min((exponent * 10) + (character - '0'), LargestExponent);
            }
        }

        return text.Contains((byte)'-') ? -exponent : exponent;
    }
}

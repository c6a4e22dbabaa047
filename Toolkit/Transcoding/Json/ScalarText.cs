using System.Buffers.Text;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

/// <summary>Writes text as the value of a field of one number, string or other scalar, without its tag.</summary>
internal static class ScalarText
{
    /// <summary>Writes the value. False, and nothing written, if the text is none of the field's.</summary>
    public static bool TryWrite(FieldPlan field, ReadOnlySpan<byte> text, TextSource source, WireBuffer output)
    {
        switch (field.Type)
        {
            case FieldType.String when source != TextSource.Number:
                output.WriteBytes(text);

                return true;
            case FieldType.String:
                return false;
            case FieldType.Bytes:
                return source != TextSource.Number && TryWriteBytes(text, output);
            case FieldType.Bool:
                return TryWriteBool(text, source, output);
            case FieldType.Enum:
                return TryWriteEnum(field.Enum, text, source, output);
            case FieldType.Double:
                return TryWriteDouble(text, source, output);
            case FieldType.Float:
                return TryWriteFloat(text, source, output);
            default:
                return TryParseWhole(text, source, out var isNegative, out var size) && TryWriteWhole(field.Type, isNegative, size, output);
        }
    }

    /// <summary>Returns whether what was written since a position is the default value of the field.</summary>
    public static bool IsDefault(FieldPlan field, WireBuffer output, int start)
    {
        var written = output.Written[start..];

        return field.WireType is WireFormat.WireType.Fixed64 or WireFormat.WireType.Fixed32
            ? written.IndexOfAnyExcept((byte)0) < 0
            : written is [0];
    }

    /// <summary>Reads a whole number, in JSON also as 1.0 or 1e3.</summary>
    public static bool TryParseWhole(ReadOnlySpan<byte> text, TextSource source, out bool isNegative, out ulong size)
    {
        isNegative = text is [(byte)'-', ..];
        var digits = isNegative ? text[1..] : text;
        if (source == TextSource.Plain && digits is [(byte)'+', _, ..] && !isNegative)
        {
            digits = digits[1..];
        }

        if (digits.Length is > 0 and <= 19 && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            size = 0;
            foreach (var digit in digits)
            {
                size = (size * 10) + (uint)(digit - '0');
            }

            return digits[0] != '0' || digits.Length == 1 || source == TextSource.Plain;
        }

        if (source == TextSource.Plain)
        {
            return Utf8Parser.TryParse(digits, out size, out var consumed) && consumed == digits.Length && digits.IndexOfAny("+-"u8) < 0;
        }

        size = 0;

        return DecimalText.TryParse(text, out var number) && number.TryGetWhole(out size);
    }

    private static bool TryWriteWhole(FieldType type, bool isNegative, ulong size, WireBuffer output)
    {
        if (type is FieldType.UInt32 or FieldType.UInt64 or FieldType.Fixed32 or FieldType.Fixed64)
        {
            if ((isNegative && size != 0) || (type is FieldType.UInt32 or FieldType.Fixed32 && size > uint.MaxValue))
            {
                return false;
            }
        }
        else
        {
            var limit = type is FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 ? 1UL << 31 : 1UL << 63;
            if (isNegative ? size > limit : size >= limit)
            {
                return false;
            }
        }

        var value = isNegative ? unchecked(-(long)size) : (long)size;
        switch (type)
        {
            case FieldType.SInt32:
            case FieldType.SInt64:
                output.WriteVarint((ulong)((value << 1) ^ (value >> 63)));
                break;
            case FieldType.Fixed32:
            case FieldType.SFixed32:
                output.WriteFixed32((uint)value);
                break;
            case FieldType.Fixed64:
            case FieldType.SFixed64:
                output.WriteFixed64((ulong)value);
                break;
            default:
                output.WriteVarint((ulong)value);
                break;
        }

        return true;
    }

    private static bool TryWriteBool(ReadOnlySpan<byte> text, TextSource source, WireBuffer output)
    {
        var isTrue = text.SequenceEqual("true"u8);
        if (source is not (TextSource.Plain or TextSource.Key) || !(isTrue || text.SequenceEqual("false"u8)))
        {
            return false;
        }

        output.WriteByte(isTrue ? (byte)1 : (byte)0);

        return true;
    }

    private static bool TryWriteEnum(EnumPlan plan, ReadOnlySpan<byte> text, TextSource source, WireBuffer output)
    {
        if (source != TextSource.Number && plan.TryFind(text, out var number))
        {
            output.WriteVarint((ulong)number);

            return true;
        }

        return source != TextSource.String
            && TryParseWhole(text, source, out var isNegative, out var size)
            && TryWriteWhole(FieldType.Int32, isNegative, size, output);
    }

    private static bool TryWriteBytes(ReadOnlySpan<byte> text, WireBuffer output)
    {
        var start = output.Length;
        var position = output.Open();
        var written = Base64Text.Decode(text, output.Reserve(text.Length));
        if (written < 0)
        {
            output.Truncate(start);

            return false;
        }

        output.Advance(written);
        output.Close(position);

        return true;
    }

    private static bool TryWriteDouble(ReadOnlySpan<byte> text, TextSource source, WireBuffer output)
    {
        if (!TrySpecial(text, source, out var value)
            && !(DecimalText.IsNumber(text)
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                && double.IsFinite(value)))
        {
            return false;
        }

        output.WriteFixed64(BitConverter.DoubleToUInt64Bits(value));

        return true;
    }

    private static bool TryWriteFloat(ReadOnlySpan<byte> text, TextSource source, WireBuffer output)
    {
        float value;
        if (TrySpecial(text, source, out var special))
        {
            value = (float)special;
        }
        else if (!DecimalText.IsNumber(text)
            || !float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            || !float.IsFinite(value))
        {
            return false;
        }

        output.WriteFixed32(BitConverter.SingleToUInt32Bits(value));

        return true;
    }

    private static bool TrySpecial(ReadOnlySpan<byte> text, TextSource source, out double value)
    {
        value = source == TextSource.Number ? 0
            : text.SequenceEqual("NaN"u8) ? double.NaN
            : text.SequenceEqual("Infinity"u8) ? double.PositiveInfinity
            : text.SequenceEqual("-Infinity"u8) ? double.NegativeInfinity
            : 0;

        return value != 0;
    }
}

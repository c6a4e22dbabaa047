using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Finds single values in the bytes of a message, whose form is known to be good: a serializer has written it.</summary>
internal static class WireScan
{
    /// <summary>Returns whether a field can be found: one value of text or of a whole number.</summary>
    public static bool CanFind(FieldDescriptor field) => !field.IsRepeated && field.FieldType is FieldType.String
        or FieldType.Int32 or FieldType.Int64 or FieldType.UInt32 or FieldType.UInt64 or FieldType.SInt32 or FieldType.SInt64
        or FieldType.Fixed32 or FieldType.Fixed64 or FieldType.SFixed32 or FieldType.SFixed64 or FieldType.Bool or FieldType.Enum;

    /// <summary>Returns the value of a field as text, the last one if there are several; empty if it is not sent.</summary>
    public static string FindText(ReadOnlySpan<byte> message, FieldDescriptor field)
    {
        if (field.FieldType == FieldType.String)
        {
            return Encoding.UTF8.GetString(Find(message, field.FieldNumber, out _));
        }

        var bytes = Find(message, field.FieldNumber, out var number);

        return field.FieldType switch
        {
            FieldType.Fixed32 => Text(bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
            FieldType.SFixed32 => Text(bytes.IsEmpty ? 0 : BinaryPrimitives.ReadInt32LittleEndian(bytes)),
            FieldType.Fixed64 => Text(bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
            FieldType.SFixed64 => Text(bytes.IsEmpty ? 0 : BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            FieldType.UInt32 or FieldType.UInt64 => Text(number),
            FieldType.SInt32 or FieldType.SInt64 => Text((long)(number >> 1) ^ -(long)(number & 1)),
            FieldType.Bool => number == 0 ? "false" : "true",
            FieldType.Enum => field.EnumType.FindValueByNumber((int)number)?.Name ?? Text((int)number),
            _ => Text((long)number),
        };
    }

    /// <summary>Returns the bytes of a field, the last ones if there are several; empty if it is not sent, or is a varint.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, int field, out ulong varint)
    {
        ReadOnlySpan<byte> found = default;
        varint = 0;
        while (!message.IsEmpty)
        {
            var tag = (uint)ReadVarint(ref message);
            var (number, type) = (WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag));
            var value = 0UL;
            var length = 0;
            switch (type)
            {
                case WireFormat.WireType.Varint:
                    value = ReadVarint(ref message);
                    break;
                case WireFormat.WireType.Fixed64:
                    length = 8;
                    break;
                case WireFormat.WireType.Fixed32:
                    length = 4;
                    break;
                case WireFormat.WireType.LengthDelimited:
                    length = (int)ReadVarint(ref message);
                    break;
                default:
                    return found; // groups: no proto3 message has them
            }

            if (length < 0 || length > message.Length)
            {
                return found;
            }

            if (number == field)
            {
                found = message[..length];
                varint = value;
            }

            message = message[length..];
        }

        return found;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && !bytes.IsEmpty; shift += 7)
        {
            var part = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        return value;
    }

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}

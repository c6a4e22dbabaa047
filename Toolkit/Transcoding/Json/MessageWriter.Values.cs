using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

internal ref partial struct MessageWriter
{
    private static ReadOnlySpan<byte> Zero => [0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Writes one value, which begins at the position; moves it behind the value.</summary>
    public void WriteOne(FieldPlan field, scoped ReadOnlySpan<byte> wire, scoped ref int position)
    {
        var reader = new WireReader(wire, position);
        switch (field.Type)
        {
            case FieldType.String or FieldType.Message or FieldType.Bytes:
                WriteSized(field, reader.ReadBytes());
                break;
            case FieldType.Double:
                _out.WriteNumber(BitConverter.UInt64BitsToDouble(reader.ReadFixed64()));
                break;
            case FieldType.Float:
                _out.WriteNumber(BitConverter.UInt32BitsToSingle(reader.ReadFixed32()));
                break;
            default:
                WriteWhole(field, field.WireType switch
                {
                    WireFormat.WireType.Varint => reader.ReadVarint(),
                    WireFormat.WireType.Fixed64 => reader.ReadFixed64(),
                    WireFormat.WireType.Fixed32 => reader.ReadFixed32(),
                    _ => throw new MalformedMessageException($"The field {field.Descriptor.FullName} is a group, which JSON has not."),
                });
                break;
        }

        position = reader.Position;
    }

    // A value that has its length before it on the wire.
    private void WriteSized(FieldPlan field, scoped ReadOnlySpan<byte> value)
    {
        switch (field.Type)
        {
            case FieldType.String:
                _out.WriteString(value);
                break;
            case FieldType.Message:
                WriteMessage(field.Message, value);
                break;
            default:
                _out.WriteBase64(value);
                break;
        }
    }

    private void WriteWhole(FieldPlan field, ulong value)
    {
        switch (field.Type)
        {
            case FieldType.Bool:
                _out.Write(value != 0 ? "true"u8 : "false"u8);
                break;
            case FieldType.Enum:
                WriteEnum(field.Enum, (int)value);
                break;
            case FieldType.Int32 or FieldType.SFixed32:
                _out.WriteNumber((long)(int)value);
                break;
            case FieldType.UInt32 or FieldType.Fixed32:
                _out.WriteNumber((ulong)(uint)value);
                break;
            case FieldType.SInt32:
                _out.WriteNumber((long)(int)ZigZag((uint)value));
                break;
            case FieldType.UInt64 or FieldType.Fixed64:
                WriteLong(value);
                break;
            case FieldType.SInt64:
                WriteLong(ZigZag(value));
                break;
            default:
                WriteLong((long)value);
                break;
        }
    }

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private void WriteLong(long value)
    {
        QuoteLong();
        _out.WriteNumber(value);
        QuoteLong();
    }

    private void WriteLong(ulong value)
    {
        QuoteLong();
        _out.WriteNumber(value);
        QuoteLong();
    }

    private void QuoteLong()
    {
        if (!_options.Int64AsNumbers)
        {
            _out.WriteByte((byte)'"');
        }
    }

    private void WriteEnum(EnumPlan plan, int number)
    {
        if (plan.IsNull)
        {
            _out.Write("null"u8);
        }
        else if (!_options.EnumsAsNumbers && plan.TextOf(number) is { } text)
        {
            _out.Write(text);
        }
        else
        {
            _out.WriteNumber((long)number);
        }
    }

    private void WriteZero(FieldPlan field)
    {
        switch (field.Type)
        {
            case FieldType.String or FieldType.Bytes:
                _out.Write("\"\""u8);
                break;
            case FieldType.Message:
                WriteMessage(field.Message, []);
                break;
            default:
                var position = 0;
                WriteOne(field, Zero, ref position);
                break;
        }
    }
}

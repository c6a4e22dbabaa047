using System.Globalization;
using System.Text;
using Google.Protobuf;

namespace CodeFirst.Transcoding.Json;

internal ref partial struct MessageWriter
{
    // Writes a message that is no object of its fields.
    private void WriteForm(MessagePlan plan, scoped ReadOnlySpan<byte> wire)
    {
        switch (plan.Form)
        {
            case MessageForm.Struct or MessageForm.ListValue or MessageForm.Wrapper:
                WriteField(plan, plan.Fields[0], wire);
                break;
            case MessageForm.Value:
                WriteAnything(plan, wire);
                break;
            case MessageForm.Any:
                WriteAny(plan, wire);
                break;
            case MessageForm.FieldMask:
                WriteMask(wire);
                break;
            default:
                WriteNumbers(plan.Form, wire);
                break;
        }
    }

    private void WriteAnything(MessagePlan plan, scoped ReadOnlySpan<byte> wire)
    {
        var runs = new FieldRuns(stackalloc FieldRun[16]);
        runs.Scan(plan, wire);
        if (runs.Found is not [var first, ..])
        {
            _out.Write("null"u8);
        }
        else
        {
            var field = plan.Fields[first.Field];
            if (field.Type == Google.Protobuf.Reflection.FieldType.Double && !IsFinite(wire[runs.Found[^1].Last..]))
            {
                throw new MalformedMessageException("A google.protobuf.Value holds a number that JSON has not.");
            }

            WriteValue(field, wire, runs.Found);
        }

        runs.Dispose();
    }

    private static bool IsFinite(scoped ReadOnlySpan<byte> occurrence)
    {
        var reader = new WireReader(occurrence);
        reader.ReadTag(out _);

        return double.IsFinite(BitConverter.UInt64BitsToDouble(reader.ReadFixed64()));
    }

    private void WriteAny(MessagePlan any, scoped ReadOnlySpan<byte> wire)
    {
        var reader = new WireReader(wire);
        scoped ReadOnlySpan<byte> typeUrl = default;
        scoped ReadOnlySpan<byte> value = default;
        while (!reader.IsAtEnd)
        {
            var number = reader.ReadTag(out var type);
            if (type == WireFormat.WireType.LengthDelimited && number is 1 or 2)
            {
                var bytes = reader.ReadBytes();
                typeUrl = number == 1 ? bytes : typeUrl;
                value = number == 2 ? bytes : value;
            }
            else
            {
                reader.Skip(number, type);
            }
        }

        if (typeUrl.IsEmpty && value.IsEmpty)
        {
            _out.Write("{}"u8);

            return;
        }

        var plan = any.Plans.Find(Encoding.UTF8.GetString(typeUrl))
            ?? throw new MalformedMessageException(
                $"The contract has no message '{Encoding.UTF8.GetString(typeUrl)}', which an Any holds.");
        _out.Write("{\"@type\":"u8);
        _out.WriteString(typeUrl);
        if (plan.Form == MessageForm.Fields)
        {
            if (++_depth > MaxDepth)
            {
                throw new MalformedMessageException($"Messages are nested deeper than {MaxDepth}.");
            }

            WriteMembers(plan, value, isFirst: false);
            _depth--;
        }
        else
        {
            _out.Write(",\"value\":"u8);
            WriteMessage(plan, value);
        }

        _out.WriteByte((byte)'}');
    }

    private void WriteMask(scoped ReadOnlySpan<byte> wire)
    {
        _out.WriteByte((byte)'"');
        var reader = new WireReader(wire);
        var isFirst = true;
        while (!reader.IsAtEnd)
        {
            var number = reader.ReadTag(out var type);
            if (number != 1 || type != WireFormat.WireType.LengthDelimited)
            {
                reader.Skip(number, type);
                continue;
            }

            if (!isFirst)
            {
                _out.WriteByte((byte)',');
            }

            isFirst = false;
            WriteMaskPath(reader.ReadBytes());
        }

        _out.WriteByte((byte)'"');
    }

    private void WriteMaskPath(scoped ReadOnlySpan<byte> path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            var character = path[i];
            if (character == '_' && i + 1 < path.Length && path[i + 1] is >= (byte)'a' and <= (byte)'z')
            {
                _out.WriteByte((byte)(path[++i] & ~0x20));
            }
            else if (character is (byte)'.' or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9'))
            {
                _out.WriteByte(character);
            }
            else
            {
                throw new MalformedMessageException(
                    $"The path '{Encoding.UTF8.GetString(path)}' of a FieldMask has no lowerCamelCase form.");
            }
        }
    }

    // Those that are made of up to three numbers.
    private void WriteNumbers(MessageForm form, scoped ReadOnlySpan<byte> wire)
    {
        Span<ulong> numbers = stackalloc ulong[4];
        numbers.Clear();
        var expected = form == MessageForm.BclGuid ? WireFormat.WireType.Fixed64 : WireFormat.WireType.Varint;
        var reader = new WireReader(wire);
        while (!reader.IsAtEnd)
        {
            var number = reader.ReadTag(out var type);
            if (number <= 3 && type == expected)
            {
                numbers[number] = type == WireFormat.WireType.Varint ? reader.ReadVarint() : reader.ReadFixed64();
            }
            else
            {
                reader.Skip(number, type);
            }
        }

        Span<byte> text = stackalloc byte[64];
        var length = form switch
        {
            MessageForm.Timestamp => Timestamp((long)numbers[1], (int)numbers[2], text),
            MessageForm.Duration => Duration((long)numbers[1], (int)numbers[2], text),
            MessageForm.BclGuid => Format(BclText.GuidOf(numbers[1], numbers[2]), text),
            MessageForm.BclDecimal => BclFormat.Decimal(numbers[1], (uint)numbers[2], (uint)numbers[3], text),
            MessageForm.BclDateTime => BclFormat.DateTime(ZigZag(numbers[1]), (int)numbers[2], (int)numbers[3], text),
            _ => BclFormat.TimeSpan(ZigZag(numbers[1]), (int)numbers[2], text),
        };
        _out.WriteByte((byte)'"');
        _out.Write(text[..length]);
        _out.WriteByte((byte)'"');
    }

    private static int Format(Guid guid, Span<byte> text)
    {
        guid.TryFormat(text, out var length, "D");

        return length;
    }

    private static int Timestamp(long seconds, int nanos, Span<byte> text)
    {
        if (seconds is < TimeText.MinTimestamp or > TimeText.MaxTimestamp || nanos is < 0 or > 999_999_999)
        {
            throw new MalformedMessageException("A Timestamp is not from year 1 to 9999.");
        }

        var length = TimeText.FormatTimestamp(seconds, text);
        length += TimeText.FormatFraction(nanos, text[length..], inThrees: true);
        text[length] = (byte)'Z';

        return length + 1;
    }

    private static int Duration(long seconds, int nanos, Span<byte> text)
    {
        if (seconds is < -TimeText.MaxDuration or > TimeText.MaxDuration
            || nanos is < -999_999_999 or > 999_999_999
            || (seconds != 0 && nanos != 0 && seconds < 0 != nanos < 0))
        {
            throw new MalformedMessageException("A Duration is out of range.");
        }

        var length = 0;
        if (seconds < 0 || nanos < 0)
        {
            text[length++] = (byte)'-';
        }

        Math.Abs(seconds).TryFormat(text[length..], out var written, default, CultureInfo.InvariantCulture);
        length += written;
        length += TimeText.FormatFraction(Math.Abs(nanos), text[length..], inThrees: true);
        text[length] = (byte)'s';

        return length + 1;
    }
}

using System.Buffers;
using System.Text;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

/// <summary>Writes messages of the wire format as JSON.</summary>
internal static class JsonWriter
{
    /// <summary>Writes a message, or the value of one of its fields, without a line break at the end.</summary>
    /// <exception cref="MalformedMessageException">The bytes are no such message, or JSON cannot say what they hold.</exception>
    public static void Write(
        MessagePlan plan, in ReadOnlySequence<byte> wire, IBufferWriter<byte> output, JsonWriteOptions options, FieldPath? field = null)
    {
        var rented = Rent(wire, out var bytes);
        try
        {
            var writer = new MessageWriter(output, options);
            if (field is null)
            {
                writer.WriteMessage(plan, bytes);
            }
            else
            {
                writer.WriteField(plan, field.Leaf, bytes);
            }

            writer.Flush();
        }
        finally
        {
            Return(rented);
        }
    }

    /// <summary>Returns a field as text for a path or a header; null if it is absent or empty.</summary>
    /// <exception cref="MalformedMessageException">The bytes are no such message.</exception>
    public static string? TextOf(in ReadOnlySequence<byte> wire, FieldPath field)
    {
        var rented = Rent(wire, out var bytes);
        try
        {
            return TextOf(bytes, field.Steps);
        }
        finally
        {
            Return(rented);
        }
    }

    private static string? TextOf(ReadOnlySpan<byte> wire, ReadOnlySpan<FieldPlan> steps)
    {
        string? text = null;
        var reader = new WireReader(wire);
        while (!reader.IsAtEnd)
        {
            var number = reader.ReadTag(out var type);
            var start = reader.Position;
            reader.Skip(number, type);
            if (number == steps[0].Descriptor.FieldNumber && type == steps[0].WireType)
            {
                var value = wire[..reader.Position];
                text = steps.Length > 1
                    ? TextOf(new WireReader(value, start).ReadBytes(), steps[1..]) ?? text
                    : TextOf(steps[0], value, start);
            }
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static string TextOf(FieldPlan field, ReadOnlySpan<byte> wire, int position)
    {
        if (field.Type == FieldType.String)
        {
            return Encoding.UTF8.GetString(new WireReader(wire, position).ReadBytes());
        }

        var output = new ArrayBufferWriter<byte>();
        var writer = new MessageWriter(output, JsonWriteOptions.Default);
        writer.WriteOne(field, wire, ref position);
        writer.Flush();

        return Encoding.UTF8.GetString(output.WrittenSpan).Trim('"');
    }

    private static byte[]? Rent(in ReadOnlySequence<byte> wire, out ReadOnlySpan<byte> bytes)
    {
        if (wire.IsSingleSegment)
        {
            bytes = wire.FirstSpan;

            return null;
        }

        var length = checked((int)wire.Length);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        wire.CopyTo(rented);
        bytes = rented.AsSpan(0, length);

        return rented;
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}

using System.Text.Unicode;
using CodeFirst.Transcoding.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.ConformanceTestee;

/// <summary>Reads a message with the wire reader, and writes what it understood in the canonical form.</summary>
internal static class WireRewriter
{
    private const int MaxDepth = 100;

    public static byte[] Rewrite(MessagePlan plan, ReadOnlySpan<byte> wire)
    {
        using var output = new WireBuffer();
        Write(plan, wire, output, 0);

        return output.Written.ToArray();
    }

    private static void Write(MessagePlan plan, ReadOnlySpan<byte> wire, WireBuffer output, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new MalformedMessageException("Messages are nested too deep.");
        }

        var runs = new FieldRuns(stackalloc FieldRun[16]);
        runs.Scan(plan, wire);
        var found = runs.Found;
        for (var start = 0; start < found.Length;)
        {
            var end = start + 1;
            while (end < found.Length && found[end].Field == found[start].Field)
            {
                end++;
            }

            WriteField(plan.Fields[found[start].Field], wire, found[start..end], output, depth);
            start = end;
        }

        runs.Dispose();
        WriteUnknown(plan, wire, output);
    }

    private static void WriteField(
        FieldPlan field, ReadOnlySpan<byte> wire, ReadOnlySpan<FieldRun> runs, WireBuffer output, int depth)
    {
        var start = output.Length;
        if (field is { IsMessage: true, IsRepeated: false })
        {
            var merged = new List<byte>();
            var parts = new RunParts(wire, runs);
            while (parts.Next(out var part))
            {
                merged.AddRange(part);
            }

            WriteMessage(field, [.. merged], output, depth);
        }
        else if (field.IsRepeated)
        {
            WriteList(field, wire, runs, output, depth);
        }
        else
        {
            output.WriteVarint(field.Tag);
            var content = output.Length;
            var reader = new WireReader(wire, runs[^1].Last);
            reader.ReadTag(out _);
            WriteValue(field, ref reader, output, depth);
            if (!field.HasPresence && ScalarText.IsDefault(field, output, content))
            {
                output.Truncate(start);
            }
        }
    }

    private static void WriteList(
        FieldPlan field, ReadOnlySpan<byte> wire, ReadOnlySpan<FieldRun> runs, WireBuffer output, int depth)
    {
        var start = output.Length;
        var content = 0;
        if (field.IsPacked)
        {
            output.WriteVarint(field.Tag);
            content = output.Open();
        }

        foreach (var run in runs)
        {
            var reader = new WireReader(wire[..run.End], run.Start);
            while (!reader.IsAtEnd)
            {
                reader.ReadTag(out var type);
                var isPacked = type != field.WireType;
                var items = isPacked ? new WireReader(reader.ReadBytes()) : reader;
                do
                {
                    if (isPacked && items.IsAtEnd)
                    {
                        break;
                    }

                    if (!field.IsPacked)
                    {
                        output.WriteVarint(field.Tag);
                    }

                    WriteValue(field, ref items, output, depth);
                }
                while (isPacked);

                reader = isPacked ? reader : items;
            }
        }

        if (field.IsPacked && output.Length == content)
        {
            output.Truncate(start);
        }
        else if (field.IsPacked)
        {
            output.Close(content);
        }
    }

    private static void WriteValue(FieldPlan field, ref WireReader reader, WireBuffer output, int depth)
    {
        switch (field.Type)
        {
            case FieldType.Message:
                var content = output.Open();
                Write(field.Message, reader.ReadBytes(), output, depth + 1);
                output.Close(content);
                break;
            case FieldType.String:
                var text = reader.ReadBytes();
                output.WriteBytes(Utf8.IsValid(text) ? text : throw new MalformedMessageException("A string is not valid UTF-8."));
                break;
            case FieldType.Bytes:
                output.WriteBytes(reader.ReadBytes());
                break;
            case FieldType.Int32 or FieldType.Enum:
                output.WriteVarint((ulong)(int)reader.ReadVarint());
                break;
            case FieldType.UInt32 or FieldType.SInt32:
                output.WriteVarint((uint)reader.ReadVarint());
                break;
            case FieldType.Bool:
                output.WriteVarint(reader.ReadVarint() == 0 ? 0u : 1u);
                break;
            default:
                WriteNumber(field, ref reader, output);
                break;
        }
    }

    private static void WriteNumber(FieldPlan field, ref WireReader reader, WireBuffer output)
    {
        switch (field.WireType)
        {
            case WireFormat.WireType.Fixed32:
                output.WriteFixed32(reader.ReadFixed32());
                break;
            case WireFormat.WireType.Fixed64:
                output.WriteFixed64(reader.ReadFixed64());
                break;
            default:
                output.WriteVarint(reader.ReadVarint());
                break;
        }
    }

    private static void WriteMessage(FieldPlan field, ReadOnlySpan<byte> wire, WireBuffer output, int depth)
    {
        output.WriteVarint(field.Tag);
        var content = output.Open();
        Write(field.Message, wire, output, depth + 1);
        output.Close(content);
    }

    private static void WriteUnknown(MessagePlan plan, ReadOnlySpan<byte> wire, WireBuffer output)
    {
        var reader = new WireReader(wire);
        while (!reader.IsAtEnd)
        {
            var start = reader.Position;
            var number = reader.ReadTag(out var type);
            reader.Skip(number, type);
            if (plan.Find(number) is not { } field
                || (type != field.WireType && !(field.CanBePacked && type == WireFormat.WireType.LengthDelimited)))
            {
                output.Write(wire[start..reader.Position]);
            }
        }
    }
}

using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

/// <summary>Writes a message of the wire format as JSON, in one pass.</summary>
internal ref partial struct MessageWriter
{
    private const int MaxDepth = 100;

    private readonly JsonWriteOptions _options;
    private readonly bool _protoNames;
    private readonly bool _writeEmpty;
    private JsonOutput _out;
    private int _depth;

    public MessageWriter(IBufferWriter<byte> output, JsonWriteOptions options)
    {
        _options = options;
        _protoNames = options.ProtoNames;
        _writeEmpty = options.WriteEmpty;
        _out = new JsonOutput(output, options.EscapeHtml);
    }

    public void Flush() => _out.Flush();

    /// <summary>Writes a whole message.</summary>
    public void WriteMessage(MessagePlan plan, scoped ReadOnlySpan<byte> wire)
    {
        if (++_depth > MaxDepth)
        {
            throw new MalformedMessageException($"Messages are nested deeper than {MaxDepth}.");
        }

        if (plan.Form == MessageForm.Fields)
        {
            _out.WriteByte((byte)'{');
            WriteMembers(plan, wire, isFirst: true);
            _out.WriteByte((byte)'}');
        }
        else
        {
            WriteForm(plan, wire);
        }

        _depth--;
    }

    /// <summary>Writes the value of one field, also if it is empty.</summary>
    public void WriteField(MessagePlan plan, FieldPlan field, scoped ReadOnlySpan<byte> wire)
    {
        var runs = new FieldRuns(stackalloc FieldRun[16]);
        runs.Scan(plan, wire);
        var found = runs.Found;
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i].Field == field.Index)
            {
                WriteValue(field, wire, found[i..EndOf(found, i)]);
                runs.Dispose();

                return;
            }
        }

        runs.Dispose();
        WriteDefault(field);
    }

    private void WriteMembers(MessagePlan plan, scoped ReadOnlySpan<byte> wire, bool isFirst)
    {
        var runs = new FieldRuns(stackalloc FieldRun[16]);
        runs.Scan(plan, wire);
        var found = runs.Found;
        var next = 0;
        for (var i = 0; i < found.Length;)
        {
            var field = plan.Fields[found[i].Field];
            if (_writeEmpty)
            {
                WriteMissing(plan, next, field.Index, ref isFirst);
                next = field.Index + 1;
            }

            var end = EndOf(found, i);
            WriteMember(field, wire, found[i..end], ref isFirst);
            i = end;
        }

        if (_writeEmpty)
        {
            WriteMissing(plan, next, plan.Fields.Length, ref isFirst);
        }

        runs.Dispose();
    }

    private static int EndOf(scoped ReadOnlySpan<FieldRun> runs, int start)
    {
        var end = start + 1;
        while (end < runs.Length && runs[end].Field == runs[start].Field)
        {
            end++;
        }

        return end;
    }

    private void WriteMember(FieldPlan field, scoped ReadOnlySpan<byte> wire, scoped ReadOnlySpan<FieldRun> runs, scoped ref bool isFirst)
    {
        if (!_writeEmpty)
        {
            var isLeftOut = field.IsRepeated
                ? IsEmptyList(field, wire, runs)
                : !field.HasPresence && IsDefault(field, wire, runs[^1]);
            if (isLeftOut)
            {
                return;
            }
        }

        WriteName(field, ref isFirst);
        WriteValue(field, wire, runs);
    }

    private void WriteName(FieldPlan field, scoped ref bool isFirst)
    {
        var token = (_protoNames ? field.ProtoToken : field.JsonToken).AsSpan();
        _out.Write(isFirst ? token[1..] : token);
        isFirst = false;
    }

    private void WriteMissing(MessagePlan plan, int from, int to, scoped ref bool isFirst)
    {
        for (var i = from; i < to; i++)
        {
            if (!plan.Fields[i].HasPresence)
            {
                WriteName(plan.Fields[i], ref isFirst);
                WriteDefault(plan.Fields[i]);
            }
        }
    }

    private void WriteDefault(FieldPlan field)
    {
        if (field.IsMap || field.IsRepeated)
        {
            _out.Write(field.IsMap ? "{}"u8 : "[]"u8);
        }
        else if (field.IsMessage && field.Message.Form == MessageForm.Fields)
        {
            _out.Write("{}"u8);
        }
        else if (field.HasPresence)
        {
            _out.Write("null"u8);
        }
        else
        {
            WriteZero(field);
        }
    }

    private void WriteValue(FieldPlan field, scoped ReadOnlySpan<byte> wire, scoped ReadOnlySpan<FieldRun> runs)
    {
        if (field.IsMap)
        {
            WriteMap(field, wire, runs);
        }
        else if (field.IsRepeated)
        {
            WriteList(field, wire, runs);
        }
        else if (field.IsMessage && (runs.Length > 1 || runs[0].Last != runs[0].Start))
        {
            WriteMerged(field, wire, runs);
        }
        else if (field.WireType == WireFormat.WireType.LengthDelimited)
        {
            WriteSized(field, wire[runs[^1].Value..runs[^1].End]);
        }
        else
        {
            var position = runs[^1].Value;
            WriteOne(field, wire, ref position);
        }
    }

    // The parts of a message are one message: what follows one another on the wire is merged by whoever reads it.
    private void WriteMerged(FieldPlan field, scoped ReadOnlySpan<byte> wire, scoped ReadOnlySpan<FieldRun> runs)
    {
        var merged = ArrayPool<byte>.Shared.Rent(wire.Length);
        try
        {
            var length = 0;
            var parts = new RunParts(wire, runs);
            while (parts.Next(out var part))
            {
                new WireReader(part).SkipAll(); // none may end in the middle of a field, which the next would continue
                part.CopyTo(merged.AsSpan(length));
                length += part.Length;
            }

            WriteMessage(field.Message, merged.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(merged);
        }
    }

    private void WriteList(FieldPlan field, scoped ReadOnlySpan<byte> wire, scoped ReadOnlySpan<FieldRun> runs)
    {
        _out.WriteByte((byte)'[');
        var isFirst = true;
        foreach (var run in runs)
        {
            var position = run.Start;
            while (position < run.End)
            {
                var reader = new WireReader(wire, position);
                reader.ReadTag(out var type);
                position = reader.Position;
                if (type == field.WireType)
                {
                    WriteItem(field, wire, ref position, ref isFirst);
                    continue;
                }

                var packed = reader.ReadBytes();
                position = reader.Position;
                for (var at = 0; at < packed.Length;)
                {
                    WriteItem(field, packed, ref at, ref isFirst);
                }
            }
        }

        _out.WriteByte((byte)']');
    }

    private void WriteItem(FieldPlan field, scoped ReadOnlySpan<byte> wire, scoped ref int position, scoped ref bool isFirst)
    {
        if (!isFirst)
        {
            _out.WriteByte((byte)',');
        }

        isFirst = false;
        WriteOne(field, wire, ref position);
    }

    private static bool IsEmptyList(FieldPlan field, scoped ReadOnlySpan<byte> wire, scoped ReadOnlySpan<FieldRun> runs)
    {
        if (!field.CanBePacked)
        {
            return false;
        }

        foreach (var run in runs)
        {
            var reader = new WireReader(wire[run.Start..run.End]);
            while (!reader.IsAtEnd)
            {
                reader.ReadTag(out var type);
                if (type == field.WireType || reader.ReadBytes().Length > 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsDefault(FieldPlan field, scoped ReadOnlySpan<byte> wire, in FieldRun run)
    {
        var reader = new WireReader(wire, run.Value);

        return field.WireType switch
        {
            WireFormat.WireType.LengthDelimited => run.Value == run.End,
            WireFormat.WireType.Varint when field.Type is FieldType.Int64 or FieldType.UInt64 or FieldType.SInt64 or FieldType.Bool
                => reader.ReadVarint() == 0,
            WireFormat.WireType.Varint => (uint)reader.ReadVarint() == 0,
            WireFormat.WireType.Fixed64 => reader.ReadFixed64() == 0,
            WireFormat.WireType.Fixed32 => reader.ReadFixed32() == 0,
            _ => false,
        };
    }
}

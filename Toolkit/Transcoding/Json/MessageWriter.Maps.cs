using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

internal ref partial struct MessageWriter
{
    private void WriteMap(FieldPlan field, scoped ReadOnlySpan<byte> wire, scoped ReadOnlySpan<FieldRun> runs)
    {
        _out.WriteByte((byte)'{');
        var dropped = FindDuplicates(field, wire, runs);
        var isFirst = true;
        var parts = new RunParts(wire, runs);
        for (var i = 0; parts.Next(out var entry); i++)
        {
            if (dropped?.Contains(i) == true)
            {
                continue;
            }

            if (!isFirst)
            {
                _out.WriteByte((byte)',');
            }

            isFirst = false;
            WriteEntry(field, entry);
        }

        _out.WriteByte((byte)'}');
    }

    private void WriteEntry(FieldPlan field, scoped ReadOnlySpan<byte> entry)
    {
        var runs = new FieldRuns(stackalloc FieldRun[16]);
        runs.Scan(field.Message, entry);
        var found = runs.Found;
        var hasKey = found.Length > 0 && found[0].Field == 0;
        var keys = hasKey ? EndOf(found, 0) : 0;
        WriteKey(field.Key, hasKey ? entry[found[keys - 1].Last..found[keys - 1].End] : default);
        if (keys < found.Length)
        {
            WriteValue(field.Value, entry, found[keys..]);
        }
        else
        {
            WriteZero(field.Value);
        }

        runs.Dispose();
    }

    private void WriteKey(FieldPlan key, scoped ReadOnlySpan<byte> occurrence)
    {
        var position = 0;
        if (occurrence.IsEmpty)
        {
            occurrence = Zero;
        }
        else
        {
            var reader = new WireReader(occurrence);
            reader.ReadTag(out _);
            position = reader.Position;
        }

        // Keys of JSON are strings: only those that are written in quotes anyway need none.
        var isQuoted = key.Type == FieldType.String || (IsLong(key.Type) && !_options.Int64AsNumbers);
        if (!isQuoted)
        {
            _out.WriteByte((byte)'"');
        }

        WriteOne(key, occurrence, ref position);
        _out.Write(isQuoted ? ":"u8 : "\":"u8);
    }

    private static bool IsLong(FieldType type) =>
        type is FieldType.Int64 or FieldType.UInt64 or FieldType.SInt64 or FieldType.Fixed64 or FieldType.SFixed64;

    // Of two entries with one key the last counts. Returns the others, or null.
    private static HashSet<int>? FindDuplicates(FieldPlan field, scoped ReadOnlySpan<byte> wire, scoped ReadOnlySpan<FieldRun> runs)
    {
        HashSet<int>? dropped = null;
        List<int>? latest = null;
        var keys = new KeySet();
        try
        {
            var parts = new RunParts(wire, runs);
            for (var i = 0; parts.Next(out var entry); i++)
            {
                var start = FindKey(field.Key, entry);
                if (start >= 0 && field.Key.WireType == WireFormat.WireType.Varint && !IsShortest(field.Key, entry[start..]))
                {
                    return FindDuplicateNumbers(field.Key, wire, runs);
                }

                if (keys.Add(wire, start < 0 ? start : parts.End - entry.Length + start, out var index))
                {
                    latest?.Add(i);
                    continue;
                }

                latest ??= [.. Enumerable.Range(0, i)];
                (dropped ??= []).Add(latest[index]);
                latest[index] = i;
            }
        }
        finally
        {
            keys.Dispose();
        }

        return dropped;
    }

    // One number has several forms, and true is every number but 0. Nobody writes others than the shortest, but all read them.
    private static bool IsShortest(FieldPlan key, scoped ReadOnlySpan<byte> field)
    {
        var reader = new WireReader(field);
        reader.ReadTag(out _);
        var start = reader.Position;
        var value = reader.ReadVarint();
        var length = reader.Position - start;

        return value == Normal(key, value) && (length == 1 || field[reader.Position - 1] != 0);
    }

    private static HashSet<int>? FindDuplicateNumbers(
        FieldPlan key, scoped ReadOnlySpan<byte> wire, scoped ReadOnlySpan<FieldRun> runs)
    {
        HashSet<int>? dropped = null;
        var latest = new Dictionary<ulong, int>();
        var parts = new RunParts(wire, runs);
        for (var i = 0; parts.Next(out var entry); i++)
        {
            var number = 0UL;
            if (FindKey(key, entry) is >= 0 and var start)
            {
                var reader = new WireReader(entry, start);
                reader.ReadTag(out _);
                number = Normal(key, reader.ReadVarint());
            }

            if (latest.TryGetValue(number, out var earlier))
            {
                (dropped ??= []).Add(earlier);
            }

            latest[number] = i;
        }

        return dropped;
    }

    private static ulong Normal(FieldPlan key, ulong value) => key.Type switch
    {
        FieldType.Bool => value == 0 ? 0UL : 1,
        FieldType.Int32 => (ulong)(int)value,
        FieldType.UInt32 or FieldType.SInt32 => (uint)value,
        _ => value,
    };

    // Returns where the key begins in an entry, or -1. Zero and the empty text are as an absent key.
    private static int FindKey(FieldPlan key, scoped ReadOnlySpan<byte> entry)
    {
        var reader = new WireReader(entry);
        var found = -1;
        while (!reader.IsAtEnd)
        {
            var start = reader.Position;
            var number = reader.ReadTag(out var type);
            var content = reader.Position;
            reader.Skip(number, type);
            if (number == 1 && type == key.WireType)
            {
                found = entry[content..reader.Position].IndexOfAnyExcept((byte)0) < 0 ? -1 : start;
            }
        }

        return found;
    }
}

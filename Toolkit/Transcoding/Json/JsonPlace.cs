using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CodeFirst.Transcoding.Json;

/// <summary>Finds lines and names in a body when something is wrong with it.</summary>
internal static class JsonPlace
{
    /// <summary>Returns the body without the byte-order mark that several Windows shells write.</summary>
    public static ReadOnlySequence<byte> SkipMark(in ReadOnlySequence<byte> json)
    {
        if (json.Length < 3)
        {
            return json;
        }

        Span<byte> start = stackalloc byte[3];
        json.Slice(0, 3).CopyTo(start);

        return start.SequenceEqual("\uFEFF"u8) ? json.Slice(3) : json;
    }

    /// <summary>Returns line and byte, both from 1.</summary>
    public static (long Line, long Byte) Of(in ReadOnlySequence<byte> json, long offset)
    {
        var (line, lineStart, position) = (1L, 0L, 0L);
        foreach (var segment in json.Slice(0, offset))
        {
            var rest = segment.Span;
            var at = rest.IndexOf((byte)'\n');
            while (at >= 0)
            {
                line++;
                lineStart = position + segment.Length - rest.Length + at + 1;
                rest = rest[(at + 1)..];
                at = rest.IndexOf((byte)'\n');
            }

            position += segment.Length;
        }

        return (line, offset - lineStart + 1);
    }

    /// <summary>Returns the path of a field.</summary>
    public static string PathOf(in ReadOnlySequence<byte> json, ReadOnlySpan<JsonStep> steps)
    {
        var path = new StringBuilder();
        foreach (var step in steps)
        {
            if (step.Field is { } field)
            {
                path.Append(path.Length > 0 ? "." : "").Append(field.Name);
            }

            if (step.Index >= 0)
            {
                path.Append('[').Append(step.Index).Append(']');
            }

            if (step.KeyAt >= 0)
            {
                path.Append("[\"").Append(KeyAt(json, step.KeyAt)).Append("\"]");
            }
        }

        return path.ToString();
    }

    private static string KeyAt(in ReadOnlySequence<byte> json, long offset)
    {
        var reader = new Utf8JsonReader(json.Slice(offset), isFinalBlock: false, default);
        reader.Read();

        return reader.GetString() ?? "";
    }
}

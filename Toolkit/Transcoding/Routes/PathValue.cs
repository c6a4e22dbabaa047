using System.Buffers;
using System.Text.Unicode;

namespace CodeFirst.Transcoding.Routes;

/// <summary>The value that a variable has in a path.</summary>
internal static class PathValue
{
    /// <summary>Returns the part of a path that a variable matches, percent-encoded.</summary>
    public static ReadOnlySpan<char> Find(ReadOnlySpan<char> path, PathTemplate template, PathVariable variable)
    {
        if (template.Verb is not null)
        {
            path = path[..^(template.Verb.Length + 1)];
        }

        for (var i = 0; i < variable.Start; i++)
        {
            path = After(path);
        }

        if (path.IsEmpty)
        {
            return path; // ** that matches nothing
        }

        var isToTheEnd = template.HasRest && variable.Start + variable.Count == template.Segments.Count;
        if (isToTheEnd)
        {
            return path[1..];
        }

        var others = path;
        for (var i = 0; i < variable.Count; i++)
        {
            others = After(others);
        }

        return path[1..^others.Length];
    }

    /// <summary>Decodes a value to UTF-8; returns false if it is not percent-encoded UTF-8.</summary>
    /// <param name="encoded">The value as it is in the path.</param>
    /// <param name="keepsSlashes">Whether <c>%2F</c> stays as it is: it would be taken for a slash between segments.</param>
    /// <param name="utf8">Where the value goes: not shorter than the encoded one.</param>
    /// <param name="written">How many bytes it has.</param>
    public static bool TryDecode(ReadOnlySpan<char> encoded, bool keepsSlashes, Span<byte> utf8, out int written)
    {
        written = 0;
        Span<byte> value = stackalloc byte[1];
        for (var i = 0; i < encoded.Length; i++)
        {
            var character = encoded[i];
            if (character == '%')
            {
                if (i + 2 >= encoded.Length
                    || Convert.FromHexString(encoded.Slice(i + 1, 2), value, out _, out _) != OperationStatus.Done)
                {
                    return false;
                }

                if (value[0] != '/' || !keepsSlashes)
                {
                    utf8[written++] = value[0];
                    i += 2;
                    continue;
                }
            }

            if (!char.IsAscii(character))
            {
                return false;
            }

            utf8[written++] = (byte)character;
        }

        return Utf8.IsValid(utf8[..written]);
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty)
        {
            return path;
        }

        var next = path[1..].IndexOf('/');

        return next < 0 ? default : path[(next + 1)..];
    }
}

namespace CodeFirst.Transcoding.Routes;

/// <summary>Reads the target of a request line.</summary>
internal static class RequestPath
{
    /// <summary>Returns the path of a target, percent-encoded as it came, without the query.</summary>
    public static ReadOnlySpan<char> Of(string target)
    {
        var path = target.AsSpan();
        if (!path.StartsWith('/'))
        {
            // A proxy is asked with the whole URL.
            var authority = path.IndexOf("://", StringComparison.Ordinal);
            var start = authority < 0 ? -1 : path[(authority + 3)..].IndexOf('/');
            path = start < 0 ? default : path[(authority + 3 + start)..];
        }

        var end = path.IndexOfAny('?', '#');

        return end < 0 ? path : path[..end];
    }

    /// <summary>Returns whether a path has no empty segment, no dot segment, and no slash at its end.</summary>
    public static bool IsPlain(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty || path[0] != '/' || path.IndexOf("//", StringComparison.Ordinal) >= 0)
        {
            return false;
        }

        return path.Length == 1 || (path[^1] != '/' && !HasDotSegment(path));
    }

    private static bool HasDotSegment(ReadOnlySpan<char> path)
    {
        while (path.IndexOfAny("/.", "/%2") is >= 0 and var start)
        {
            var segment = path[(start + 1)..];
            var end = segment.IndexOf('/');
            if (IsDots(end < 0 ? segment : segment[..end]))
            {
                return true;
            }

            path = segment;
        }

        return false;
    }

    private static bool IsDots(ReadOnlySpan<char> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty)
        {
            if (segment[0] == '.')
            {
                segment = segment[1..];
            }
            else if (segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase))
            {
                segment = segment[3..];
            }
            else
            {
                return false;
            }

            dots++;
        }

        return dots is 1 or 2;
    }

    private static int IndexOfAny(this ReadOnlySpan<char> text, string first, string second)
    {
        var (one, two) = (text.IndexOf(first, StringComparison.Ordinal), text.IndexOf(second, StringComparison.Ordinal));

        return one < 0 ? two : two < 0 ? one : Math.Min(one, two);
    }
}

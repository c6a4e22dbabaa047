using System.Buffers;

namespace CodeFirst.Hosting.Listening;

/// <summary>The bytes that every HTTP/2 connection with prior knowledge begins with (RFC 9113, 3.4), and no HTTP/1.1 request can.</summary>
internal static class Http2Preface
{
    public static ReadOnlySpan<byte> Bytes => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Whether the bytes begin with the preface; null if only the bytes to come can tell.</summary>
    public static bool? Starts(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.FirstSpan.Length >= Bytes.Length)
        {
            return bytes.FirstSpan.StartsWith(Bytes);
        }

        var length = (int)Math.Min(bytes.Length, Bytes.Length);
        Span<byte> first = stackalloc byte[length];
        bytes.Slice(0, length).CopyTo(first);
        if (!Bytes.StartsWith(first))
        {
            return false;
        }

        return length == Bytes.Length ? true : null;
    }
}

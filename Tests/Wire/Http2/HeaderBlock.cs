using System.Text;

namespace CodeFirst.Tests.Wire.Http2;

/// <summary>
/// Header blocks (HPACK, RFC 7541), with neither a dynamic table nor Huffman codes: nothing is tidied up on the way, and servers without
/// a table to remember (SETTINGS_HEADER_TABLE_SIZE 0) answer in kind.
/// </summary>
internal static class HeaderBlock
{
    // Appendix A, without the values: they are below.
    private static readonly string[] StaticNames =
    [
        "", ":authority", ":method", ":method", ":path", ":path", ":scheme", ":scheme", ":status", ":status", ":status", ":status",
        ":status", ":status", ":status", "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "accept",
        "access-control-allow-origin", "age", "allow", "authorization", "cache-control", "content-disposition", "content-encoding",
        "content-language", "content-length", "content-location", "content-range", "content-type", "cookie", "date", "etag", "expect",
        "expires", "from", "host", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "last-modified",
        "link", "location", "max-forwards", "proxy-authenticate", "proxy-authorization", "range", "referer", "refresh", "retry-after",
        "server", "set-cookie", "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via", "www-authenticate",
    ];

    private static readonly Dictionary<int, string> StaticValues = new()
    {
        [2] = "GET",
        [3] = "POST",
        [4] = "/",
        [5] = "/index.html",
        [6] = "http",
        [7] = "https",
        [8] = "200",
        [9] = "204",
        [10] = "206",
        [11] = "304",
        [12] = "400",
        [13] = "404",
        [14] = "500",
        [16] = "gzip, deflate",
    };

    public static byte[] Encode(IEnumerable<(string Name, string Value)> headers)
    {
        using var block = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            block.WriteByte(0); // literal, not to be remembered, with a new name
            WriteText(block, name);
            WriteText(block, value);
        }

        return block.ToArray();
    }

    /// <summary>A header that the server is to remember in its table.</summary>
    public static byte[] EncodeRemembered(string name, string value)
    {
        using var block = new MemoryStream();
        block.WriteByte(0x40);
        WriteText(block, name);
        WriteText(block, value);

        return block.ToArray();
    }

    public static List<(string Name, string Value)> Decode(ReadOnlySpan<byte> block)
    {
        var headers = new List<(string, string)>();
        while (block.Length > 0)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
            {
                var index = ReadNumber(ref block, 7);
                headers.Add((StaticNames[index], StaticValues.GetValueOrDefault(index, "")));
            }
            else if ((first & 0xe0) == 0x20)
            {
                ReadNumber(ref block, 5); // the size of the table
            }
            else
            {
                var index = ReadNumber(ref block, (first & 0x40) != 0 ? 6 : 4);
                var name = index > 0 ? StaticNames[index] : ReadText(ref block);
                headers.Add((name, ReadText(ref block)));
            }
        }

        return headers;
    }

    private static void WriteText(MemoryStream block, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        WriteNumber(block, bytes.Length, 7);
        block.Write(bytes);
    }

    private static void WriteNumber(MemoryStream block, int value, int bits)
    {
        var most = (1 << bits) - 1;
        if (value < most)
        {
            block.WriteByte((byte)value);
            return;
        }

        block.WriteByte((byte)most);
        for (value -= most; value >= 0x80; value >>= 7)
        {
            block.WriteByte((byte)(value | 0x80));
        }

        block.WriteByte((byte)value);
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> block, int bits)
    {
        var most = (1 << bits) - 1;
        var value = block[0] & most;
        block = block[1..];
        if (value < most)
        {
            return value;
        }

        for (var shift = 0; ; shift += 7)
        {
            var next = block[0];
            block = block[1..];
            value += (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static string ReadText(ref ReadOnlySpan<byte> block)
    {
        if ((block[0] & 0x80) != 0)
        {
            throw new NotSupportedException("The server sent a Huffman code, which Kestrel does not do.");
        }

        var length = ReadNumber(ref block, 7);
        var text = Encoding.Latin1.GetString(block[..length]);
        block = block[length..];

        return text;
    }
}

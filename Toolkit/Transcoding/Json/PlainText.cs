using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CodeFirst.Transcoding.Json;

/// <summary>Finds what cannot stand in a JSON string as it is. Native code has no fast path for a set of bytes, but for comparisons.</summary>
internal static class PlainText
{
    private const uint Blanks = 0x20202020;

    /// <summary>Returns how many bytes a text begins with that are ASCII and need no escape.</summary>
    public static int Length(ReadOnlySpan<byte> text, bool escapeHtml)
    {
        if (!Vector128.IsHardwareAccelerated || text.Length < sizeof(uint))
        {
            return OneByOne(text, escapeHtml);
        }

        if (text.Length < Vector128<byte>.Count)
        {
            return OfShort(text, escapeHtml);
        }

        ref var start = ref MemoryMarshal.GetReference(text);
        var end = text.Length - Vector128<byte>.Count;
        for (var i = 0; ; i = Math.Min(i + Vector128<byte>.Count, end)) // what is left is less than a vector: some bytes are seen twice
        {
            var found = Find(Vector128.LoadUnsafe(ref start, (nuint)i), escapeHtml);
            if (found != 0)
            {
                return i + int.TrailingZeroCount(found);
            }

            if (i == end)
            {
                return text.Length;
            }
        }
    }

    // 4 to 15 bytes: both ends, which overlap, in one vector.
    private static int OfShort(ReadOnlySpan<byte> text, bool escapeHtml)
    {
        var half = text.Length < sizeof(ulong) ? sizeof(uint) : sizeof(ulong);
        var tail = text[^half..];
        var both = half == sizeof(uint)
            ? Vector128.Create(BinaryPrimitives.ReadUInt32LittleEndian(text), BinaryPrimitives.ReadUInt32LittleEndian(tail), Blanks, Blanks).AsByte()
            : Vector128.Create(BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(tail)).AsByte();
        var found = Find(both, escapeHtml);
        if (found == 0)
        {
            return text.Length;
        }

        var first = int.TrailingZeroCount(found);

        return first < half ? first : first + text.Length - (2 * half);
    }

    // As signed numbers, the bytes beyond ASCII are less than those of control characters.
    private static int Find(Vector128<byte> text, bool escapeHtml)
    {
        var found = Vector128.LessThan(text.AsSByte(), Vector128.Create((sbyte)' ')).AsByte()
            | Vector128.Equals(text, Vector128.Create((byte)'"'))
            | Vector128.Equals(text, Vector128.Create((byte)'\\'));
        if (escapeHtml)
        {
            found |= Vector128.Equals(text, Vector128.Create((byte)'<'))
                | Vector128.Equals(text, Vector128.Create((byte)'>'))
                | Vector128.Equals(text, Vector128.Create((byte)'&'));
        }

        return (int)found.ExtractMostSignificantBits();
    }

    private static int OneByOne(ReadOnlySpan<byte> text, bool escapeHtml)
    {
        var i = 0;
        while (i < text.Length && !IsSpecial(text[i], escapeHtml))
        {
            i++;
        }

        return i;
    }

    private static bool IsSpecial(byte character, bool escapeHtml) =>
        (sbyte)character < ' ' || character is (byte)'"' or (byte)'\\' || (escapeHtml && (character is (byte)'<' or (byte)'>' or (byte)'&'));
}

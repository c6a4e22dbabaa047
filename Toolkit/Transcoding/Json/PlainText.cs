using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CodeFirst.Transcoding.Json;

/// <summary>Finds what cannot stand in a JSON string as it is. Native code has no fast path for a set of bytes, but for comparisons.</summary>
internal static class PlainText
{
    /// <summary>Returns how many bytes a text begins with that are ASCII and need no escape.</summary>
    public static int Length(ReadOnlySpan<byte> text, bool escapeHtml)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var start = ref MemoryMarshal.GetReference(text);
            for (; i <= text.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var found = Find(Vector128.LoadUnsafe(ref start, (nuint)i), escapeHtml).ExtractMostSignificantBits();
                if (found != 0)
                {
                    return i + int.TrailingZeroCount((int)found);
                }
            }
        }

        while (i < text.Length && !IsSpecial(text[i], escapeHtml))
        {
            i++;
        }

        return i;
    }

    // As signed numbers, the bytes beyond ASCII are less than those of control characters.
    private static Vector128<byte> Find(Vector128<byte> text, bool escapeHtml)
    {
        var found = Vector128.LessThan(text.AsSByte(), Vector128.Create((sbyte)' ')).AsByte()
            | Vector128.Equals(text, Vector128.Create((byte)'"'))
            | Vector128.Equals(text, Vector128.Create((byte)'\\'));

        return escapeHtml
            ? found
                | Vector128.Equals(text, Vector128.Create((byte)'<'))
                | Vector128.Equals(text, Vector128.Create((byte)'>'))
                | Vector128.Equals(text, Vector128.Create((byte)'&'))
            : found;
    }

    private static bool IsSpecial(byte character, bool escapeHtml) =>
        (sbyte)character < ' ' || character is (byte)'"' or (byte)'\\' || (escapeHtml && (character is (byte)'<' or (byte)'>' or (byte)'&'));
}

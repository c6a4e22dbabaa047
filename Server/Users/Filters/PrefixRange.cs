using System.Text;

namespace CodeFirst.Server.Users.Filters;

/// <summary>Texts with a prefix are one range in the order of code points, so a store can find them through an index.</summary>
internal static class PrefixRange
{
    /// <summary>The first text after all that begin with the prefix. Null if there is none: every greater text begins with it.</summary>
    public static string? End(string prefix)
    {
        for (var length = prefix.Length; length > 0;)
        {
            Rune.DecodeLastFromUtf16(prefix.AsSpan(0, length), out var last, out var units);
            length -= units;

            if (last.Value < 0x10FFFF)
            {
                // Between U+D7FF and U+E000 are the surrogates, which are not characters.
                var next = new Rune(last.Value == 0xD7FF ? 0xE000 : last.Value + 1);
                return string.Concat(prefix.AsSpan(0, length), next.ToString());
            }
        }

        return null;
    }
}

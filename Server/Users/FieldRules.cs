using System.Globalization;
using CodeFirst.Hosting;

namespace CodeFirst.Server.Users;

/// <summary>What the fields of every request may hold.</summary>
internal static class FieldRules
{
    private const int MaxIdLength = 64;

    /// <summary>Checks the id of something that exists: not empty, and not what no id can be.</summary>
    public static void CheckId(this FieldViolations violations, string field, string id)
    {
        if (id.Length == 0)
        {
            violations.Add(field, "Must not be empty.");
        }
        else if (id.Length > MaxIdLength || HasForbidden(id))
        {
            violations.Add(field, $"Must be at most {MaxIdLength} characters, none of them a control character.");
        }
    }

    /// <summary>Checks text for people: its length, and that it can be stored and shown.</summary>
    public static void CheckText(this FieldViolations violations, string field, string text, int maxLength)
    {
        if (text.Length > maxLength && text.EnumerateRunes().Skip(maxLength).Any())
        {
            violations.Add(field, $"Must be at most {maxLength} characters.");
        }

        if (HasForbidden(text))
        {
            violations.Add(field, "Must be valid UTF-8 without control characters, line breaks, bidirectional controls or U+FFFD.");
        }
    }

    // U+FFFD is what the decoder makes of bytes that are not UTF-8; stored, it would be a text that nobody sent.
    private static bool HasForbidden(string text)
    {
        foreach (var character in text)
        {
            var isForbidden = character switch
            {
                < ' ' or '\uFFFD' => true,
                < '\u007F' => false,
                (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => true,
                _ => char.GetUnicodeCategory(character)
                    is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
            };
            if (isForbidden)
            {
                return true;
            }
        }

        return false;
    }
}

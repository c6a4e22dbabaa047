using System.Globalization;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Server.Calls;

/// <summary>Collects what is wrong with the fields of a request, so that the caller learns all of it at once.</summary>
internal sealed class FieldViolations
{
    private const int MaxIdLength = 64;

    private List<BadRequest.Types.FieldViolation>? _violations;

    public void Add(string field, string description) =>
        (_violations ??= []).Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });

    /// <summary>Checks the id of something that exists: not empty, and not what no id can be.</summary>
    public void CheckId(string field, string id)
    {
        if (id.Length == 0)
        {
            Add(field, "Must not be empty.");
        }
        else if (id.Length > MaxIdLength || HasForbidden(id))
        {
            Add(field, $"Must be at most {MaxIdLength} characters, none of them a control character.");
        }
    }

    /// <summary>Checks text for people: its length, and that it can be stored and shown.</summary>
    public void CheckText(string field, string text, int maxLength)
    {
        if (text.Length > maxLength && text.EnumerateRunes().Skip(maxLength).Any())
        {
            Add(field, $"Must be at most {maxLength} characters.");
        }

        if (HasForbidden(text))
        {
            Add(field, "Must be valid UTF-8 without control characters, line breaks, bidirectional controls or U+FFFD.");
        }
    }

    /// <summary>Returns INVALID_ARGUMENT with every violation, or null if there is none.</summary>
    public RpcException? ToError() => _violations is null ? null : Errors.InvalidFields(_violations);

    public void ThrowIfAny()
    {
        if (ToError() is { } error)
        {
            throw error;
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

using System.Diagnostics.CodeAnalysis;

namespace CodeFirst.Server.Users.Filters;

/// <summary>
/// What a ListUsers filter asks for, ready for a store: values are folded, wildcards and times are resolved, and <c>!=</c> is
/// <see cref="Not"/> of an equality. A tree has at most <see cref="MaxTerms"/> leaves, so recursion over it is safe.
/// </summary>
internal abstract record UserFilter
{
    /// <summary>The longest filter, in characters (Unicode code points).</summary>
    public const int MaxLength = 2000;

    /// <summary>How many parentheses may be open at once.</summary>
    public const int MaxNesting = 32;

    /// <summary>How many words and comparisons a filter may have.</summary>
    public const int MaxTerms = 100;

    private UserFilter()
    {
    }

    /// <summary>
    /// Parses an AIP-160 filter. A null, empty or blank text is no filter: null.
    /// </summary>
    /// <exception cref="UserFilterException">The text is not a filter; the message is for the caller.</exception>
    public static UserFilter? Parse(string? text) => string.IsNullOrWhiteSpace(text) ? null : new UserFilterParser(text).Parse();

    /// <summary>The form in which the stores keep and compare names and e-mails (columns name_key and email_key).</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    /// <summary>True if the filter is exactly <c>role = "…"</c>, which a store can count without looking at each user.</summary>
    public bool IsRoleOnly([NotNullWhen(true)] out string? role)
    {
        role = this is TextComparison { Field: UserFilterField.Role, Match: UserFilterMatch.Equal } comparison ? comparison.Value : null;
        return role is not null;
    }

    /// <summary>Both match.</summary>
    public sealed record And(UserFilter Left, UserFilter Right) : UserFilter;

    /// <summary>At least one matches.</summary>
    public sealed record Or(UserFilter Left, UserFilter Right) : UserFilter;

    /// <summary>The term does not match.</summary>
    public sealed record Not(UserFilter Term) : UserFilter;

    /// <summary>Name or e-mail, folded, contains the word, which is folded too.</summary>
    public sealed record AnyText(string Word) : UserFilter;

    /// <summary>Compares id or role as they are, name or email folded; the value of the latter two is folded already.</summary>
    public sealed record TextComparison(UserFilterField Field, UserFilterMatch Match, string Value) : UserFilter;

    /// <summary>
    /// Compares created_at or updated_at with a time in Unix milliseconds. <see cref="UserFilterMatch.Equal"/> and the four orders only.
    /// </summary>
    public sealed record TimeComparison(UserFilterField Field, UserFilterMatch Match, long Milliseconds) : UserFilter;

    /// <summary>Every user, or none.</summary>
    public sealed record Constant(bool Value) : UserFilter;
}

using System.Buffers;
using System.Text.RegularExpressions;
using CodeFirst.Hosting;

namespace CodeFirst.Server.Users;

/// <summary>What the fields of a user may hold. Each method returns the value to store and notes what is wrong with it.</summary>
internal static partial class UserFields
{
    private const int MaxNameLength = 200;
    private const int MaxEmailLength = 254;
    private const int MaxRoleLength = 64;
    private const int RequestIdLength = 36;

    private static readonly SearchValues<char> RoleCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> RequestIdCharacters = SearchValues.Create("0123456789abcdefABCDEF-");

    public static string NewId(DateTimeOffset at) => TimeOrderedId.New("user", at);

    public static string Name(string value, FieldViolations violations)
    {
        var name = value.Trim();
        if (name.Length == 0)
        {
            violations.Add("name", "Must not be empty.");
        }

        violations.CheckText("name", name, MaxNameLength);

        return name;
    }

    public static string Email(string value, FieldViolations violations)
    {
        var email = value.Trim();
        if (email.Length is 0 or > MaxEmailLength || !PlausibleEmail().IsMatch(email))
        {
            violations.Add("email", $"Must be an e-mail address, such as ann@example.com, of at most {MaxEmailLength} characters.");
        }

        return email;
    }

    public static string Role(string value, FieldViolations violations)
    {
        var role = value.Trim();
        if (role.Length > MaxRoleLength || role.AsSpan().ContainsAnyExcept(RoleCharacters))
        {
            violations.Add("role", $"Must be at most {MaxRoleLength} characters of a-z, 0-9, '_' and '-'.");
        }

        return role;
    }

    public static string RequestId(string value, FieldViolations violations)
    {
        // Guid also takes a part that begins with 0x or a sign.
        var isUuid = value.Length == RequestIdLength
            && Guid.TryParseExact(value, "D", out _)
            && !value.AsSpan().ContainsAnyExcept(RequestIdCharacters);
        if (value.Length > 0 && !isUuid)
        {
            violations.Add("request_id", "Must be a UUID, such as 1b4e28ba-2fa1-41d2-883f-0016d3cca427, or empty.");
        }

        return value.ToLowerInvariant();
    }

    // What browsers accept in <input type=email>: https://html.spec.whatwg.org/#valid-e-mail-address. ASCII only, so "without
    // regard to case" means the same everywhere.
    [GeneratedRegex(
        @"\A[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
        + @"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex PlausibleEmail();
}

using CodeFirst.Client.Connections;

namespace CodeFirst.Client.Identity;

/// <summary>Which service an ID token is for.</summary>
internal static class IdTokenAudience
{
    /// <summary>
    /// Whether the text is an https URL that says the same in the query of another URL, where Google.Apis.Auth puts it as it is:
    /// <c>https://a&amp;format=standard</c> would change what is asked for.
    /// </summary>
    public static bool IsValid(string text) => Uri.TryCreate(text, UriKind.Absolute, out var audience)
        && audience.Scheme == Uri.UriSchemeHttps
        && audience.Host.Length > 0
        && audience.UserInfo.Length == 0
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~' or ':' or '/');

    /// <summary>The audience of the tokens to send to an address, or null to send none.</summary>
    public static string? Of(UserServiceClientOptions options, ServiceAddress address)
    {
        if (options.Anonymous)
        {
            return null;
        }

        return string.IsNullOrEmpty(options.Audience) ? address.CloudRunAudience : options.Audience;
    }
}

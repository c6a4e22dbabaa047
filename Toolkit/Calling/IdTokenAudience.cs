namespace CodeFirst.Calling;

/// <summary>The service that a Google ID token is for.</summary>
public static class IdTokenAudience
{
    /// <summary>
    /// Returns whether a text is a valid audience for tokens: an https URL without user name, query and fragment.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Google.Apis.Auth puts it into the query of another URL as it is: https://a&format=standard would change what is asked for.
        return Uri.TryCreate(text, UriKind.Absolute, out var audience)
            && audience.Scheme == Uri.UriSchemeHttps
            && audience.Host.Length > 0
            && audience.UserInfo.Length == 0
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~' or ':' or '/');
    }

    /// <summary>The audience of the tokens to send to an address, or null to send none.</summary>
    internal static string? Of(CodeFirstClientOptions options, ServiceAddress address)
    {
        if (options.Anonymous)
        {
            return null;
        }

        return string.IsNullOrEmpty(options.Audience) ? address.CloudRunAudience : options.Audience;
    }
}

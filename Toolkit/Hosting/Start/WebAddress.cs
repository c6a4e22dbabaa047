namespace CodeFirst.Hosting.Start;

internal static class WebAddress
{
    /// <summary>Whether the text is an http or https URL without a user name.</summary>
    public static bool IsValid(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
        && address.Host.Length > 0;
}

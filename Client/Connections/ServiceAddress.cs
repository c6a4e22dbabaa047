using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace CodeFirst.Client.Connections;

/// <summary>Where the service is, as an address of the form that gRPC takes.</summary>
internal sealed record ServiceAddress(Uri Uri)
{
    private const string CloudRun = ".run.app";
    private const string TagMark = "---";

    public bool IsSecure => Uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether what is sent there does not leave this machine.</summary>
    public bool IsLoopback => IPAddress.TryParse(Uri.IdnHost, out var address)
        ? IPAddress.IsLoopback(address)
        : Uri.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The audience that Cloud Run accepts at this address without being told: its URL without a port. Null elsewhere. For the address
    /// of a tagged revision it is that of the service: nobody promises that the tag's own is accepted.
    /// </summary>
    public string? CloudRunAudience
    {
        get
        {
            var host = Uri.IdnHost;
            if (!host.EndsWith(CloudRun, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var tag = host.IndexOf(TagMark, StringComparison.Ordinal);

            return $"https://{(tag < 0 ? host : host[(tag + TagMark.Length)..])}";
        }
    }

    /// <summary>Reads an address; if it cannot be one, <paramref name="reason"/> says why, and what to write instead.</summary>
    public static bool TryParse(
        string text, bool insecure, [NotNullWhen(true)] out ServiceAddress? address, [NotNullWhen(false)] out string? reason)
    {
        address = null;
        var (scheme, rest) = Split(text, insecure);
        reason = SchemeProblem(scheme, insecure);
        if (reason is not null)
        {
            return false;
        }

        if (!IsPlain(rest) || !Uri.TryCreate($"{scheme}://{rest}", UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            reason = "it is no host: write host, host:port or https://host:port, with an IPv6 address in brackets";
        }
        else if (uri.UserInfo.Length > 0)
        {
            reason = "it has a user name: take out what is before the @";
        }
        else if (uri.PathAndQuery != "/" || rest.Contains('?') || rest.Contains('#'))
        {
            reason = "it has a path, a query or a fragment: end it after the port";
        }
        else if (uri.Port == 0 || rest.EndsWith(':') || rest.EndsWith(":/", StringComparison.Ordinal))
        {
            reason = "its port is no number from 1 to 65535: write it after the colon, or leave out both";
        }
        else
        {
            address = new ServiceAddress(uri);
        }

        return address is not null;
    }

    private static (string Scheme, string Authority) Split(string text, bool insecure)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);

        return end < 0
            ? (insecure ? Uri.UriSchemeHttp : Uri.UriSchemeHttps, text)
            : (text[..end].ToLowerInvariant(), text[(end + 3)..]);
    }

    private static string? SchemeProblem(string scheme, bool insecure) => (scheme, insecure) switch
    {
        ("https", false) or ("http", true) => null,
        ("http", false) =>
            "http means without TLS, so that everybody on the way can read and change the calls: write https, or set Insecure",
        ("https", true) => "https and Insecure exclude each other: write http, or leave Insecure out",
        _ => "only https and, with Insecure, http can be called: write https, or leave out everything up to ://",
    };

    // Uri tidies up what it reads: spaces, backslashes and escapes would become something that nobody has written.
    private static bool IsPlain(string text) =>
        text.Length > 0 && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character is '\\' or '%');
}

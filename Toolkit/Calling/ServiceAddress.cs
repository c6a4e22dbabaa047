using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace CodeFirst.Calling;

/// <summary>
/// Where a service is: one address, a DNS name with many, or a list, as <see cref="CodeFirstClientOptions.Address"/> describes.
/// </summary>
public sealed class ServiceAddress
{
    private const string CloudRun = ".run.app";
    private const string TagMark = "---";
    private const string Dns = "dns";
    private const string Static = "static";

    private ServiceAddress(Uri uri, bool isSecure, IReadOnlyList<Uri> hosts)
    {
        Uri = uri;
        IsSecure = isSecure;
        Hosts = hosts;
    }

    /// <summary>Gets the address in gRPC's form, such as <c>https://localhost:8080/</c> or <c>dns:///orders:8080</c>.</summary>
    public Uri Uri { get; }

    /// <summary>Gets whether it is called with TLS.</summary>
    public bool IsSecure { get; }

    /// <summary>Gets whether calls to it stay on this machine.</summary>
    public bool IsLoopback => Hosts.All(IsLocal);

    /// <summary>
    /// Gets the audience that Cloud Run accepts at this address by default: its URL without a port. Null elsewhere. For a tagged revision
    /// it is the service's URL, because Google does not promise to accept the tag's own.
    /// </summary>
    public string? CloudRunAudience
    {
        get
        {
            var host = Hosts[0].IdnHost;
            if (IsBalanced || !host.EndsWith(CloudRun, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var tag = host.IndexOf(TagMark, StringComparison.Ordinal);

            return $"https://{(tag < 0 ? host : host[(tag + TagMark.Length)..])}";
        }
    }

    /// <summary>Gets whether calls go round robin.</summary>
    internal bool IsBalanced => Uri.Scheme is Dns or Static;

    /// <summary>Gets what is named: one host, or the list.</summary>
    internal IReadOnlyList<Uri> Hosts { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address, as <see cref="CodeFirstClientOptions.Address"/> describes.</param>
    /// <param name="insecure">Whether it is called without TLS.</param>
    /// <param name="address">The address; null if there is none.</param>
    /// <param name="reason">Why it is not an address, and what to write instead, as the end of a sentence; null if it is one.</param>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParse(
        string text, bool insecure, [NotNullWhen(true)] out ServiceAddress? address, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);

        address = null;
        var (scheme, rest) = Split(text, insecure);
        reason = SchemeProblem(scheme, insecure);
        if (reason is not null)
        {
            return false;
        }

        var isBalanced = scheme is Dns or Static;
        if (isBalanced && !rest.StartsWith('/'))
        {
            reason = $"it lacks a slash: write {scheme}:///{rest}";

            return false;
        }

        string[] targets = scheme == Static ? rest[1..].Split(',') : [isBalanced ? rest[1..] : rest];
        var hosts = new List<Uri>();
        foreach (var target in targets)
        {
            if (!TryParseHost(target, insecure, out var host, out reason))
            {
                return false;
            }

            hosts.Add(host);
        }

        address = new ServiceAddress(isBalanced ? new Uri($"{scheme}:///{rest[1..]}") : hosts[0], !insecure, hosts);

        return true;
    }

    internal static bool IsLocal(Uri host) => IPAddress.TryParse(host.IdnHost, out var address)
        ? IPAddress.IsLoopback(address)
        : host.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool TryParseHost(
        string text, bool insecure, [NotNullWhen(true)] out Uri? host, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        if (!IsPlain(text)
            || !Uri.TryCreate($"{(insecure ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)}://{text}", UriKind.Absolute, out host)
            || host.Host.Length == 0)
        {
            host = null;
            reason = "it is no host: write host, host:port or https://host:port, with an IPv6 address in brackets";
        }
        else if (host.UserInfo.Length > 0)
        {
            reason = "it has a user name: take out what is before the @";
        }
        else if (host.PathAndQuery != "/" || text.Contains('?') || text.Contains('#'))
        {
            reason = "it has a path, a query or a fragment: end it after the port";
        }
        else if (host.Port == 0 || text.EndsWith(':') || text.EndsWith(":/", StringComparison.Ordinal))
        {
            reason = "its port is no number from 1 to 65535: write it after the colon, or leave out both";
        }

        return reason is null;
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
        (Dns or Static, _) or ("https", false) or ("http", true) => null,
        ("http", false) =>
            "http means no TLS, so anyone on the network can read and change the calls: write https, or set Insecure",
        ("https", true) => "https and Insecure exclude each other: write http, or leave Insecure out",
        _ => "only https, dns, static and, with Insecure, http can be called: write https, or leave out everything up to ://",
    };

    // Uri tidies up what it reads: spaces, backslashes and escapes would become something that nobody has written.
    private static bool IsPlain(string text) =>
        text.Length > 0 && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character is '\\' or '%');
}

using CodeFirst.Hosting.Start;

namespace CodeFirst.Hosting;

/// <summary>Which tokens a program accepts. Without audiences, it accepts every call: the platform may have checked the caller
/// already.</summary>
public sealed class CallerAuthenticationOptions
{
    internal static readonly Setting[] Settings =
    [
        new("Authentication:Audiences", "Requires an ID token for one of these audiences, separated by commas. Not set: no token is required."),
        new("Authentication:Audience", "The same as Authentication__Audiences."),
        new("Authentication:AllowedEmails", "Only these callers, separated by commas. Needs an audience. Not set: every caller."),
        new("Authentication:Authority", "The OpenID Connect issuer of the tokens.", GoogleAuthority),
    ];

    internal const string GoogleAuthority = "https://accounts.google.com";

    /// <summary>The issuer of the tokens, which also publishes its keys. An https URL, or http to this machine. Default: Google.</summary>
    public string Authority { get; set; } = GoogleAuthority;

    /// <summary>
    /// The accepted audiences of a token, such as the https URL of the service. Empty (the default) turns authentication off. The setting
    /// can also be called <c>Audience</c>.
    /// </summary>
    public IReadOnlyList<string> Audiences { get; set; } = [];

    /// <summary>If not empty, only callers with these e-mail addresses are allowed, ignoring case. Ignored without audiences.</summary>
    public IReadOnlyList<string> AllowedEmails { get; set; } = [];

    /// <summary>Gets whether callers need a token, which is the case if there are audiences.</summary>
    public bool IsOn => Audiences.Count > 0;

    /// <summary>Whether the keys are read over TLS, or from this machine, where there is nobody between.</summary>
    internal bool HasSafeAuthority => WebAddress.IsValid(Authority) && (RequiresTls || new Uri(Authority).IsLoopback);

    internal bool RequiresTls => Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    internal void Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Authentication");
        Authority = section["Authority"] is { Length: > 0 } authority ? authority.TrimEnd('/') : Authority;
        Audiences = [.. ReadList(section.GetSection("Audiences")), .. ReadList(section.GetSection("Audience"))];
        AllowedEmails = ReadList(section.GetSection("AllowedEmails"));
    }

    // Either one value with commas, which is easy in an environment variable, or Name:0, Name:1, … as in a JSON file.
    private static string[] ReadList(IConfigurationSection section) =>
        section.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        ?? [.. section.GetChildren().Select(child => child.Value?.Trim()).OfType<string>().Where(value => value.Length > 0)];
}

using CodeFirst.Hosting.Start;

namespace CodeFirst.Hosting;

/// <summary>Whether browsers may call with gRPC-Web, and from which pages.</summary>
public sealed class BrowserCallOptions
{
    internal static readonly Setting[] Settings =
    [
        new("GrpcWeb:Enabled", "true accepts gRPC-Web, which browsers use, on the same port.", "false"),
        new("GrpcWeb:AllowedOrigins",
            "Origins of other sites' pages that may call, separated by commas. Needs GrpcWeb__Enabled. Not set: none."),
    ];

    /// <summary>Whether gRPC-Web requests are accepted, over HTTP/1.1 and HTTP/2. Default false.</summary>
    public bool IsOn { get; set; }

    /// <summary>
    /// The origins of pages on other sites that may call, such as <c>https://app.example.com</c>: scheme, host and port only. Empty (the
    /// default): only pages of this service's own origin. Cookies are never accepted. Needs <see cref="IsOn"/>.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>What the setting says, if it is not true or false, so that it can be named.</summary>
    internal string? Malformed { get; private set; }

    internal void Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("GrpcWeb");
        if (section["Enabled"] is { Length: > 0 } text)
        {
            var isBool = bool.TryParse(text, out var isOn);
            IsOn = isOn;
            Malformed = isBool ? null : text;
        }

        AllowedOrigins = ReadList(section.GetSection("AllowedOrigins"));
    }

    internal static bool IsOrigin(string text) => WebAddress.IsValid(text)
        && new Uri(text).GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);

    // Either one value with commas, which is easy in an environment variable, or Name:0, Name:1, … as in a JSON file.
    private static string[] ReadList(IConfigurationSection section) =>
        section.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        ?? [.. section.GetChildren().Select(child => child.Value?.Trim()).OfType<string>().Where(value => value.Length > 0)];
}

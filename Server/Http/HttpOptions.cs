using CodeFirst.Hosting;

namespace CodeFirst.Server.Http;

/// <summary>Whether the server has HTTP/JSON beside gRPC: the setting <c>Http__Enabled</c>, as it was written, so that a wrong one can be named.</summary>
internal sealed class HttpOptions
{
    public static readonly Setting[] Settings =
    [
        new("Http:Enabled", "false serves gRPC alone, without HTTP/JSON at /v1, /openapi and /docs.", "true"),
    ];

    /// <summary><c>false</c> serves gRPC alone. Default <c>true</c>: the routes of the contract are served as HTTP/JSON on the same port.</summary>
    public string Enabled { get; set; } = "true";

    public bool IsEnabled => !bool.TryParse(Enabled, out var isEnabled) || isEnabled;

    public void Read(IConfiguration configuration) => Enabled = configuration["Http:Enabled"] ?? Enabled;
}

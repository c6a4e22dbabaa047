using CodeFirst.Hosting;

namespace CodeFirst.Server.Tools;

/// <summary>Whether agents can use the server: the setting <c>Mcp__Enabled</c>, as it was written, so that a wrong one can be named.</summary>
internal sealed class ToolsOptions
{
    public static readonly Setting[] Settings =
    [
        new("Mcp:Enabled", "true serves the methods as tools for agents (Model Context Protocol) at /mcp.", "false"),
    ];

    /// <summary><c>true</c> serves the methods as tools. Default <c>false</c>: nothing is at <c>/mcp</c>.</summary>
    public string Enabled { get; set; } = "false";

    public bool IsEnabled => bool.TryParse(Enabled, out var isEnabled) && isEnabled;

    public void Read(IConfiguration configuration) => Enabled = configuration["Mcp:Enabled"] ?? Enabled;
}

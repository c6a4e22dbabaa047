namespace CodeFirst.Mcp.Protocol;

/// <summary>The revisions of the Model Context Protocol that are spoken here.</summary>
internal static class ProtocolVersions
{
    /// <summary>The revision whose requests each say their version and the capabilities of the client, without a handshake.</summary>
    public const string Modern = "2026-07-28";

    /// <summary>What a client speaks that opens with a handshake and names no revision spoken here.</summary>
    public const string NewestWithHandshake = "2025-11-25";

    /// <summary>Gets all revisions, the newest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Modern, NewestWithHandshake, "2025-06-18", "2025-03-26", "2024-11-05"];

    public static bool HasHandshake(string? version) => version != Modern && All.Contains(version);
}

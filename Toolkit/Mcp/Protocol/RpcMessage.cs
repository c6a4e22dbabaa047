namespace CodeFirst.Mcp.Protocol;

/// <summary>A message of a client, as far as a server of tools reads it. Values that are passed on are as the client wrote them.</summary>
internal sealed class RpcMessage
{
    /// <summary>Gets what is wrong with its form; null if nothing is.</summary>
    public RpcError? Problem { get; set; }

    /// <summary>Gets the id as JSON; empty if the message is a notification, or cannot be read.</summary>
    public ReadOnlyMemory<byte> Id { get; set; }

    public string Method { get; set; } = "";

    /// <summary>Gets <c>params.name</c>: which tool to call.</summary>
    public string? Name { get; set; }

    /// <summary>Gets <c>params.arguments</c>, a JSON object.</summary>
    public ReadOnlyMemory<byte> Arguments { get; set; } = "{}"u8.ToArray();

    /// <summary>Gets <c>params.cursor</c>.</summary>
    public string? Cursor { get; set; }

    /// <summary>Gets <c>params.requestId</c> as JSON: which request is cancelled.</summary>
    public ReadOnlyMemory<byte> CancelledId { get; set; }

    /// <summary>Gets <c>params.protocolVersion</c>: what a client speaks that opens with a handshake.</summary>
    public string? HandshakeVersion { get; set; }

    /// <summary>Gets the revision that the request itself says it is of.</summary>
    public string? Version { get; set; }

    public bool SaysCapabilities { get; set; }

    /// <summary>Gets what to send with progress, as JSON; empty: the client wants none.</summary>
    public ReadOnlyMemory<byte> ProgressToken { get; set; }

    public bool IsNotification => Problem is null && Id.IsEmpty;

    /// <summary>Gets whether the message is of a revision without a handshake, known or not.</summary>
    public bool IsModern => Version is not null && !ProtocolVersions.HasHandshake(Version);
}

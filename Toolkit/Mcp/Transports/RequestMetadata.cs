using System.Text;
using CodeFirst.Mcp.Protocol;

namespace CodeFirst.Mcp.Transports;

/// <summary>
/// Compares a message with the headers that repeat parts of it. Proxies decide by the headers, and the server by the message: both must
/// mean the same.
/// </summary>
internal static class RequestMetadata
{
    private const string Version = "MCP-Protocol-Version";
    private const string Method = "Mcp-Method";
    private const string Name = "Mcp-Name";
    private const string EncodedStart = "=?base64?";
    private const string EncodedEnd = "?=";

    /// <summary>Returns what is wrong; null if nothing is.</summary>
    public static RpcError? Check(RpcMessage message, IHeaderDictionary headers)
    {
        var version = headers[Version].ToString();
        if (version.Length == 0)
        {
            // The first revisions had no such header.
            return message.IsModern ? RpcError.HeaderMismatch($"The header {Version} is missing.") : null;
        }

        if (!ProtocolVersions.All.Contains(version))
        {
            return RpcError.UnsupportedVersion(version);
        }

        if (message.IsNotification)
        {
            return null;
        }

        if (message.Version is null && version == ProtocolVersions.Modern)
        {
            return RpcError.WrongForm("params._meta needs io.modelcontextprotocol/protocolVersion, the same as the header.");
        }

        if (!message.IsModern)
        {
            return version == ProtocolVersions.Modern ? Differs(Version) : null;
        }

        return message.Version != version ? Differs(Version)
            : headers[Method] != message.Method ? Differs(Method)
            : message is { Method: "tools/call", Name: not null } && Decode(headers[Name].ToString()) != message.Name ? Differs(Name)
            : null;
    }

    private static RpcError Differs(string header) => RpcError.HeaderMismatch($"The header {header} is missing, or differs from the message.");

    // Names that a header cannot hold are sent in another form. What is not in that form is returned as it is.
    private static string Decode(string value)
    {
        if (!value.StartsWith(EncodedStart, StringComparison.Ordinal) || !value.EndsWith(EncodedEnd, StringComparison.Ordinal)
            || value.Length < EncodedStart.Length + EncodedEnd.Length)
        {
            return value;
        }

        var encoded = value[EncodedStart.Length..^EncodedEnd.Length];
        var bytes = new byte[encoded.Length];

        return Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : value;
    }
}

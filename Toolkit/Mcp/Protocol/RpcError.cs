namespace CodeFirst.Mcp.Protocol;

/// <summary>An error of the protocol, which says that a message is wrong. What goes wrong in a call is an answer of its tool.</summary>
/// <param name="Code">The code of JSON-RPC or of the protocol.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="HttpStatus">The status of the answer over HTTP.</param>
/// <param name="RequestedVersion">The revision that is not spoken here, if that is the error.</param>
internal sealed record RpcError(int Code, string Message, int HttpStatus, string? RequestedVersion = null)
{
    private const int HeaderMismatchCode = -32020;
    private const int UnsupportedVersionCode = -32022;

    public static RpcError Unreadable(string message) => new(-32700, message, StatusCodes.Status400BadRequest);

    public static RpcError NoRequest(string message) => new(-32600, message, StatusCodes.Status400BadRequest);

    public static RpcError WrongForm(string message) => new(-32602, message, StatusCodes.Status400BadRequest);

    /// <summary>The message has the right form, but names what is not there.</summary>
    public static RpcError NoSuchValue(string message) => new(-32602, message, StatusCodes.Status200OK);

    /// <summary>Clients that open with a handshake take a status other than 200 for a broken connection.</summary>
    public static RpcError NoMethod(RpcMessage message) => new(
        -32601,
        $"There is no method '{message.Method}'. This server has tools, and nothing else.",
        message.IsModern ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);

    public static RpcError HeaderMismatch(string message) => new(HeaderMismatchCode, message, StatusCodes.Status400BadRequest);

    public static RpcError UnsupportedVersion(string version) => new(
        UnsupportedVersionCode, "This version of the protocol is not supported.", StatusCodes.Status400BadRequest, version);

    /// <summary>An HTTP request was refused before its message was looked at. The code is the status.</summary>
    public static RpcError Refused(int status, string message) => new(status, message, status);
}

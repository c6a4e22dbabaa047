using Grpc.Core;

namespace CodeFirst.Calling;

/// <summary>
/// The server ended a bidirectional stream with OK, but the caller meant to send a message that is larger than
/// <see cref="CodeFirstClientOptions.MaxSendMessageSize"/>. The responses to everything before it were received; nothing after it was sent.
/// </summary>
public sealed class UnsentMessageException : RpcException
{
    internal UnsentMessageException(RpcException cause)
        : base(cause.Status, cause.Trailers)
    {
    }
}

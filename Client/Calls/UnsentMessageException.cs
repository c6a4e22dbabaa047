using Grpc.Core;

namespace CodeFirst.Client.Calls;

/// <summary>A stream ended well, but for a message that could not be sent: it is too large. What was sent before it was answered.</summary>
internal sealed class UnsentMessageException(RpcException cause) : RpcException(cause.Status, cause.Trailers);

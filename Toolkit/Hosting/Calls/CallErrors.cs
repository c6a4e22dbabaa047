using System.Globalization;
using Grpc.Core;

namespace CodeFirst.Hosting.Calls;

/// <summary>The errors of calls that do not depend on what is called.</summary>
internal static class CallErrors
{
    public const string InternalMessage = "The server failed. The cause is in its log.";

    public static RpcException Stopping() => RpcErrors.Unavailable(
        "SERVER_STOPPING", "The server is stopping. Call again; another instance answers.", retryAfter: TimeSpan.Zero);

    public static RpcException DeadlineExceeded() =>
        RpcErrors.Create(StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED", "The deadline of the call has passed.");

    public static RpcException Cancelled() => RpcErrors.Create(StatusCode.Cancelled, "CANCELLED", "The caller cancelled the call.");

    public static RpcException TooManyStreams(int most) => RpcErrors.Create(
        StatusCode.ResourceExhausted,
        "TOO_MANY_STREAMS",
        $"The caller has {most} streams open, which is the most: end one before you open another.",
        [new("most", most.ToString(CultureInfo.InvariantCulture))]);

    public static RpcException InvalidMetadata() => RpcErrors.Create(
        StatusCode.InvalidArgument,
        "INVALID_METADATA",
        "The metadata is malformed: keys have a-z, 0-9, '_', '-' and '.', and values of keys that end in -bin are base64.");

    public static RpcException Internal() => RpcErrors.Create(StatusCode.Internal, "INTERNAL", InternalMessage);

    public static RpcException Undecodable(Type message) =>
        RpcErrors.Create(StatusCode.Internal, "INTERNAL", UndecodableMessage(message));

    public static string UndecodableMessage(Type message) => $"The bytes received are not a protobuf message of the type {message.Name}.";
}

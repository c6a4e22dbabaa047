using Grpc.Core;

namespace CodeFirst.Calling.Connections;

/// <summary>
/// The connection ended while calls were on it or waited for it, and nobody did wrong: the other end has closed it in good order, as
/// servers and their front ends do when they stop (GOAWAY with NO_ERROR), or no longer answers, or ended before it had begun to speak
/// HTTP/2. gRPC makes all of them INTERNAL, which nobody repeats.
/// </summary>
internal static class LostConnection
{
    private const long NoError = 0;

    public static bool Is(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException lost ? lost.ErrorCode == NoError || IsUnanswered(lost) : IsNotEstablished(cause))
            {
                return true;
            }
        }

        return false;
    }

    public static Status Status(Exception failure) =>
        new(StatusCode.Unavailable, "The connection was lost before the call was answered.", failure);

    // .NET gives it no code of its own either.
    private static bool IsNotEstablished(Exception cause) =>
        cause is HttpRequestException { HttpRequestError: HttpRequestError.Unknown } failure
        && failure.Message.Contains("HTTP/2 connection could not be established", StringComparison.Ordinal);

    // Its error code is that of a peer which breaks the protocol, so the text tells it.
    private static bool IsUnanswered(HttpProtocolException lost) =>
        lost.Message.Contains(nameof(SocketsHttpHandler.KeepAlivePingDelay), StringComparison.Ordinal);
}

using Grpc.Core;

namespace CodeFirst.Calling.Connections;

/// <summary>
/// The connection ended while calls were on it, and nobody did wrong: the other end has closed it in good order, as servers and their
/// front ends do when they stop (GOAWAY with NO_ERROR), or no longer answers. gRPC's table of HTTP/2 errors makes both INTERNAL, which
/// nobody repeats.
/// </summary>
internal static class LostConnection
{
    private const long NoError = 0;

    public static bool Is(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException lost && (lost.ErrorCode == NoError || IsUnanswered(lost)))
            {
                return true;
            }
        }

        return false;
    }

    public static Status Status(Exception failure) =>
        new(StatusCode.Unavailable, "The connection was lost before the call was answered.", failure);

    // Its error code is that of a peer which breaks the protocol, so the text tells it.
    private static bool IsUnanswered(HttpProtocolException lost) =>
        lost.Message.Contains(nameof(SocketsHttpHandler.KeepAlivePingDelay), StringComparison.Ordinal);
}

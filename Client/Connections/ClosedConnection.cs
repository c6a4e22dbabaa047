using Grpc.Core;

namespace CodeFirst.Client.Connections;

/// <summary>
/// The other end has closed the connection in good order while calls were still on it, as servers and their front ends do when they
/// stop (GOAWAY with NO_ERROR). gRPC's table of HTTP/2 errors makes that INTERNAL, which nobody repeats.
/// </summary>
internal static class ClosedConnection
{
    private const long NoError = 0;

    public static bool Is(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException { ErrorCode: NoError })
            {
                return true;
            }
        }

        return false;
    }

    public static Status Status(Exception failure) =>
        new(StatusCode.Unavailable, "The connection was closed before the call was answered.", failure);
}

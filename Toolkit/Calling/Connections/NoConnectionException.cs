using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;

namespace CodeFirst.Calling.Connections;

/// <summary>There was no connection to send a request over, so that nothing of it was sent.</summary>
internal sealed class NoConnectionException(Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>Returns whether a failure means this. A certificate that is not accepted stays what it is: no waiting helps.</summary>
    public static bool Is(HttpRequestException failure)
    {
        if (failure.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError))
        {
            return false; // a connection that was lost has another error
        }

        var isOfTheNetwork = false;
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return false;
            }

            isOfTheNetwork |= cause is SocketException or IOException or TimeoutException;
        }

        return isOfTheNetwork;
    }

    public static RpcException Unavailable(Exception cause) =>
        new(new Status(StatusCode.Unavailable, $"There is no connection: {cause.Message}", new NoConnectionException(cause)));
}

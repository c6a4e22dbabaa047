using System.Globalization;
using Grpc.Core;

namespace CodeFirst.Hosting.Calls;

/// <summary>Answers a call with a status and nothing else ("Trailers-Only" in the gRPC protocol).</summary>
internal static class StatusOnly
{
    /// <param name="response">The answer, which must not have started.</param>
    /// <param name="code">Why the call failed.</param>
    /// <param name="message">ASCII without %, so that it needs no encoding.</param>
    /// <param name="httpStatus">200, unless the request was no gRPC call.</param>
    public static void Write(HttpResponse response, StatusCode code, string message, int httpStatus = StatusCodes.Status200OK)
    {
        response.StatusCode = httpStatus;
        response.ContentType = "application/grpc";
        response.Headers.GrpcStatus = ((int)code).ToString(CultureInfo.InvariantCulture);
        response.Headers.GrpcMessage = message;
    }
}

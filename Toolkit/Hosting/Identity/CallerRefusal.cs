using CodeFirst.Hosting.Calls;
using Grpc.AspNetCore.Server;
using Grpc.Core;

namespace CodeFirst.Hosting.Identity;

/// <summary>Refuses a request because of its caller: a gRPC call with a status, another request with an HTTP status.</summary>
internal static class CallerRefusal
{
    public static void Write(HttpContext context, StatusCode code, string message, int httpStatus)
    {
        if (IsGrpc(context))
        {
            StatusOnly.Write(context.Response, code, message);
        }
        else
        {
            context.Response.StatusCode = httpStatus;
        }
    }

    public static bool IsGrpc(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not null
        || context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
}

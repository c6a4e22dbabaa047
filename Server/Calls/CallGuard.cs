using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Server.Calls;

/// <summary>
/// Refuses requests that routing lets through although they are no proper gRPC calls, and gives every error the details that the
/// contract promises, whoever made it. A good call costs a few look-ups.
/// </summary>
internal sealed class CallGuard(RequestDelegate next)
{
    private static readonly Func<object, Task> BeforeHeaders = context =>
    {
        ErrorDetails.Complete(((HttpContext)context).Response);
        return Task.CompletedTask;
    };

    public Task InvokeAsync(HttpContext context)
    {
        if (IsRefused(context))
        {
            ErrorDetails.Complete(context.Response);
            return Task.CompletedTask;
        }

        var call = next(context);
        if (call.IsCompletedSuccessfully)
        {
            ErrorDetails.Complete(context.Response);
            return Task.CompletedTask;
        }

        return AwaitAsync(call, context);
    }

    private static async Task AwaitAsync(Task call, HttpContext context)
    {
        await call;
        ErrorDetails.Complete(context.Response);
    }

    private static bool IsRefused(HttpContext context)
    {
        var request = context.Request;
        var response = context.Response;
        if (!HttpMethods.IsPost(request.Method))
        {
            // The generated binding asks for no HTTP method, so PUT or DELETE would run the rpc. Nothing here is served otherwise.
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = HttpMethods.Post;
            return true;
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not { } rpc)
        {
            return false; // grpc-dotnet answers UNIMPLEMENTED
        }

        // Routing ignores case, %-escapes, dot segments and a query; gRPC knows one path a method. What filters by path in front
        // of this server must not see another one than it runs.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!string.Equals(target, rpc.Method.FullName, StringComparison.Ordinal))
        {
            StatusOnly.Write(response, StatusCode.Unimplemented, "The path is not that of a method, letter by letter.");
            return true;
        }

        if (!IsProtobuf(request.ContentType))
        {
            StatusOnly.Write(
                response,
                StatusCode.Internal,
                "The content-type must be application/grpc or application/grpc+proto.",
                StatusCodes.Status415UnsupportedMediaType);
            return true;
        }

        return HasNoTimeLeft(context);
    }

    private static bool IsProtobuf(string? contentType)
    {
        const string Grpc = "application/grpc";
        const string Proto = "+proto";

        if (contentType is null || !contentType.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = contentType.AsSpan(Grpc.Length);
        if (rest.StartsWith(Proto, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[Proto.Length..];
        }

        rest = rest.TrimStart(' ');
        return rest.IsEmpty || rest[0] == ';';
    }

    private static bool HasNoTimeLeft(HttpContext context)
    {
        var timeout = context.Request.Headers["grpc-timeout"];
        if (timeout.Count == 0)
        {
            return false;
        }

        switch (GrpcTimeout.Read(timeout))
        {
            case GrpcTimeoutState.Malformed:
                StatusOnly.Write(
                    context.Response, StatusCode.Internal, "The grpc-timeout must be 1 to 8 digits and one of H, M, S, m, u, n.");
                return true;
            case GrpcTimeoutState.Expired:
                StatusOnly.Write(context.Response, StatusCode.DeadlineExceeded, "The deadline was over when the call arrived.");
                return true;
            default:
                // When a deadline passes, grpc-dotnet sends the status at once, while the call still runs: after it is too late.
                context.Response.OnStarting(BeforeHeaders, context);
                return false;
        }
    }
}

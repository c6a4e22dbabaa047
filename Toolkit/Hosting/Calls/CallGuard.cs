using CodeFirst.Hosting.Errors;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Refuses requests that routing lets through although they are no proper gRPC calls, and gives every error details, whoever made it.
/// A good call costs a few look-ups.
/// </summary>
internal sealed class CallGuard
{
    // What grpc-dotnet tells callers of an exception that no interceptor has seen.
    private const string ThrownByHandler = "Exception was thrown by handler.";

    private readonly RequestDelegate _next;
    private readonly MappedServices _services;
    private readonly ErrorDomain _domain;
    private readonly MessageDeadline _messageDeadline;
    private readonly ILogger<CallGuard> _logger;
    private readonly Func<object, Task> _beforeHeaders;

    public CallGuard(
        RequestDelegate next, MappedServices services, ErrorDomain domain, MessageDeadline messageDeadline, ILogger<CallGuard> logger)
    {
        _messageDeadline = messageDeadline;
        _services = services;
        _next = next;
        _domain = domain;
        _logger = logger;
        _beforeHeaders = context =>
        {
            Complete((HttpContext)context);
            return Task.CompletedTask;
        };
    }

    public Task InvokeAsync(HttpContext context)
    {
        var rpc = context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method;

        // What has no method is no gRPC, or no method, for which grpc-dotnet answers UNIMPLEMENTED.
        if (rpc is null ? IsMethodWithoutPost(context) : IsRefused(context, rpc))
        {
            Complete(context);
            return Task.CompletedTask;
        }

        var handled = rpc is null ? null : _messageDeadline.Begin(context, rpc.Type);
        var call = _next(context);
        if (call.IsCompletedSuccessfully)
        {
            Complete(context);
            return Task.CompletedTask;
        }

        return AwaitAsync(call, handled, context, rpc?.FullName ?? "");
    }

    private async Task AwaitAsync(Task call, HandledCall? handled, HttpContext context, string method)
    {
        if (handled is { HasBegun: false })
        {
            await _messageDeadline.WatchAsync(call, handled, context, method);
        }

        await call;
        Complete(context);
    }

    private void Complete(HttpContext context)
    {
        if (ErrorDetails.Find(context.Response) is not { } trailers)
        {
            return;
        }

        var method = context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method;
        if (method is not null && context.Features.Get<IServerCallContextFeature>()?.ServerCallContext.Status is { } status
            && status is { StatusCode: StatusCode.Unknown, DebugException: { } exception }
            && !CallerGone.Is(exception)
            && status.Detail.StartsWith(ThrownByHandler, StringComparison.Ordinal))
        {
            ErrorDetails.Write(trailers, StatusCode.Internal, Explain(context, method, exception));
        }

        ErrorDetails.Complete(trailers, _domain.OfService(method?.ServiceName));
    }

    // The service did not throw: CallInterceptor would have explained it. Either the message was not decoded and never reached the
    // service, or what the service returned could not be encoded.
    private string Explain(HttpContext context, IMethod method, Exception exception)
    {
        if (!HandledCall.Is(context))
        {
            HostingLog.Undecodable(_logger, method.FullName, exception.GetType());

            return CallErrors.UndecodableMessage(method.GetType().GenericTypeArguments[0]);
        }

        HostingLog.CallFailed(_logger, method.FullName, exception);

        return CallErrors.InternalMessage;
    }

    private bool IsRefused(HttpContext context, IMethod rpc)
    {
        var request = context.Request;
        var response = context.Response;
        if (!HttpMethods.IsPost(request.Method))
        {
            // protobuf-net's bindings ask for no HTTP method, so PUT or DELETE would run the rpc.
            RefuseMethod(response);
            return true;
        }

        // Routing ignores case, %-escapes, dot segments and a query; gRPC knows one path a method. What filters by path in front
        // of this server must not see another one than it runs. Only a test host in memory has no raw target.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        target = target is { Length: > 0 } ? target : request.PathBase.Add(request.Path).Value;
        if (!string.Equals(target, rpc.FullName, StringComparison.Ordinal))
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

    // Contract-first bindings ask for POST, so routing finds nothing for another.
    private bool IsMethodWithoutPost(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method) || !_services.HasMethod(context.Request.Path))
        {
            return false;
        }

        RefuseMethod(context.Response);

        return true;
    }

    private static void RefuseMethod(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        response.Headers.Allow = HttpMethods.Post;
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

    private bool HasNoTimeLeft(HttpContext context)
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
                context.Response.OnStarting(_beforeHeaders, context);
                return false;
        }
    }
}

using CodeFirst.Hosting.Errors;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CodeFirst.Hosting.Calls;

/// <summary>Turns whatever ends a call early into a status with details; anything unforeseen is logged and INTERNAL.</summary>
internal sealed class CallInterceptor(
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ErrorDomain domain,
    IEnumerable<IErrorTranslator> translators,
    UnaryDeadline unaryDeadline,
    StreamLimits streamLimits,
    ILogger<CallInterceptor> logger)
    : Interceptor
{
    private static readonly TimeSpan Cancellation = TimeSpan.FromSeconds(1);

    private readonly IErrorTranslator[] _translators = [.. translators];

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (!HandledCall.TryBegin(context.GetHttpContext()))
        {
            throw CallErrors.DeadlineExceeded();
        }

        try
        {
            return await unaryDeadline.CallAsync(continuation, request, context);
        }
        catch (Exception exception) when (IsUnexplained(exception, context))
        {
            throw Translate(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (!HandledCall.TryBegin(context.GetHttpContext()))
        {
            throw CallErrors.DeadlineExceeded();
        }

        try
        {
            using var open = streamLimits.Open(context);
            using var limited = streamLimits.Limit(responseStream, context);
            await continuation(request, limited ?? responseStream, context);
        }
        catch (Exception exception) when (IsUnexplained(exception, context))
        {
            throw Translate(exception, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        HandledCall.TryBegin(context.GetHttpContext());
        var requests = new RequestStream<TRequest>(requestStream);
        try
        {
            using var open = streamLimits.Open(context);

            return await continuation(requests, context);
        }
        catch (Exception exception) when (IsUnexplained(exception, context))
        {
            throw await TranslateAsync(exception, requests, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        HandledCall.TryBegin(context.GetHttpContext());
        var requests = new RequestStream<TRequest>(requestStream);
        try
        {
            using var open = streamLimits.Open(context);
            using var limited = streamLimits.Limit(responseStream, context);
            await continuation(requests, limited ?? responseStream, context);
        }
        catch (Exception exception) when (IsUnexplained(exception, context))
        {
            throw await TranslateAsync(exception, requests, context);
        }
    }

    // A filter, so that an error with details goes its way without being caught and thrown anew.
    private bool IsUnexplained(Exception exception, ServerCallContext context)
    {
        if (exception is DetailedRpcException { HasDomain: false } detailed)
        {
            detailed.SetDomain(domain.OfMethod(context.Method));
        }

        return exception is not RpcException;
    }

    private async Task<RpcException> TranslateAsync<T>(Exception exception, RequestStream<T> requests, ServerCallContext context)
    {
        if (exception is IOException)
        {
            // A stream that is reset ends here at once; that the call is cancelled is said a little later, by another thread.
            await Task.Delay(Cancellation, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (requests.IsUndecodable && !context.CancellationToken.IsCancellationRequested)
        {
            HostingLog.Undecodable(logger, context.Method, exception.GetType());

            return Complete(CallErrors.Undecodable(typeof(T)), context);
        }

        return Translate(exception, context);
    }

    private RpcException Translate(Exception exception, ServerCallContext context) => Complete(Explain(exception, context), context);

    private RpcException Complete(RpcException error, ServerCallContext context)
    {
        IsUnexplained(error, context);

        return error;
    }

    private RpcException Explain(Exception exception, ServerCallContext context)
    {
        foreach (var translator in _translators)
        {
            if (translator.Translate(exception, context.Method) is { } error)
            {
                return error;
            }
        }

        // Once a call is over its streams fail in many ways; what matters is why it is over.
        if (context.CancellationToken.IsCancellationRequested)
        {
            return context.Deadline <= clock.GetUtcNow().UtcDateTime ? CallErrors.DeadlineExceeded() : CallErrors.Cancelled();
        }

        if (exception is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return CallErrors.Stopping();
        }

        if (MalformedMetadata.Is(exception, context))
        {
            return CallErrors.InvalidMetadata();
        }

        HostingLog.CallFailed(logger, context.Method, exception);

        return CallErrors.Internal();
    }
}

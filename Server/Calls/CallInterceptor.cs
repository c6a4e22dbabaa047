using CodeFirst.Server.Storage;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CodeFirst.Server.Calls;

/// <summary>Turns whatever ends a call early into a status that the contract names; anything unforeseen is logged and INTERNAL.</summary>
internal sealed class CallInterceptor(IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<CallInterceptor> logger) : Interceptor
{
    private static readonly TimeSpan Cancellation = TimeSpan.FromSeconds(1);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (exception is not RpcException)
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
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            if (exception is IOException)
            {
                // A stream that is reset ends here at once; that the call is cancelled is said a little later, by another thread.
                await Task.Delay(Cancellation, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            throw Translate(exception, context);
        }
    }

    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        switch (exception)
        {
            case StoreUnavailableException:
                CallLog.StoreUnavailable(logger, context.Method, exception);

                return Errors.Unavailable();
            case StoreFullException:
                CallLog.StoreFull(logger, context.Method, exception);

                return Errors.Full();
        }

        // Once a call is over its streams fail in many ways; what matters is why it is over.
        if (context.CancellationToken.IsCancellationRequested)
        {
            return context.Deadline <= clock.GetUtcNow().UtcDateTime ? Errors.DeadlineExceeded() : Errors.Cancelled();
        }

        if (exception is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Errors.Stopping();
        }

        CallLog.Failed(logger, context.Method, exception);

        return Errors.Internal();
    }
}

using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CodeFirst.Client.Calls;

/// <summary>
/// Lets a caller that still sends learn why the server ended the stream. protobuf-net.Grpc cancels the call when a write fails,
/// and a write fails as soon as the server has ended the stream: the status of the server would be lost to CANCELLED.
/// </summary>
internal sealed class LateWrites : Interceptor
{
    public static LateWrites Instance { get; } = new();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(context);

        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            new Writer<TRequest>(call.RequestStream),
            call.ResponseStream,
            call.ResponseHeadersAsync,
            call.GetStatus,
            call.GetTrailers,
            call.Dispose);
    }

    private sealed class Writer<T>(IClientStreamWriter<T> inner) : IClientStreamWriter<T>
    {
        public WriteOptions? WriteOptions
        {
            get => inner.WriteOptions;
            set => inner.WriteOptions = value;
        }

        public Task WriteAsync(T message) => UnlessEndedAsync(inner.WriteAsync(message));

        public Task WriteAsync(T message, CancellationToken cancellationToken) =>
            UnlessEndedAsync(inner.WriteAsync(message, cancellationToken));

        public Task CompleteAsync() => UnlessEndedAsync(inner.CompleteAsync());

        private static async Task UnlessEndedAsync(Task write)
        {
            try
            {
                await write;
            }
            catch (Exception exception) when (exception is RpcException or InvalidOperationException)
            {
                // The stream of answers says why.
            }
        }
    }
}

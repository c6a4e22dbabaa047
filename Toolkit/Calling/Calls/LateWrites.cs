using Grpc.Core;

namespace CodeFirst.Calling.Calls;

/// <summary>
/// Lets a caller that still sends learn why the server ended the stream. protobuf-net.Grpc cancels the call when a write fails,
/// and a write fails as soon as the server has ended the stream: the status of the server would be lost to CANCELLED.
/// </summary>
internal static class LateWrites
{
    public static AsyncDuplexStreamingCall<TRequest, TResponse> Around<TRequest, TResponse>(
        AsyncDuplexStreamingCall<TRequest, TResponse> call)
    {
        var writer = new Writer<TRequest>(call.RequestStream);

        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            writer,
            new Reader<TResponse>(call.ResponseStream, () => writer.Failure),
            call.ResponseHeadersAsync,
            call.GetStatus,
            call.GetTrailers,
            call.Dispose);
    }

    private sealed class Writer<T>(IClientStreamWriter<T> inner) : IClientStreamWriter<T>
    {
        private volatile RpcException? _failure;

        /// <summary>Gets why a message was not sent.</summary>
        public RpcException? Failure => _failure;

        public WriteOptions? WriteOptions
        {
            get => inner.WriteOptions;
            set => inner.WriteOptions = value;
        }

        public Task WriteAsync(T message) => UnlessFailedAsync(() => inner.WriteAsync(message));

        public Task WriteAsync(T message, CancellationToken cancellationToken) =>
            UnlessFailedAsync(() => inner.WriteAsync(message, cancellationToken));

        public Task CompleteAsync() => UnlessFailedAsync(inner.CompleteAsync);

        private async Task UnlessFailedAsync(Func<Task> write)
        {
            if (_failure is not null)
            {
                return; // nothing may follow a message that is missing
            }

            try
            {
                await write().ConfigureAwait(false);
            }
            catch (InvalidOperationException)
            {
                // The stream has ended: its answers say why.
            }
            catch (RpcException failure)
            {
                _failure = failure;
                await EndAsync().ConfigureAwait(false);
            }
        }

        private async Task EndAsync()
        {
            try
            {
                await inner.CompleteAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is RpcException or InvalidOperationException)
            {
                // As above.
            }
        }
    }

    private sealed class Reader<T>(IAsyncStreamReader<T> inner, Func<RpcException?> unsent) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (await inner.MoveNext(cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            // The server has ended the stream well, and has not seen a message that the caller meant to send.
            return unsent() switch
            {
                null or { StatusCode: StatusCode.OK } => false,
                { StatusCode: StatusCode.ResourceExhausted } tooLarge => throw new UnsentMessageException(tooLarge),
                { } failure => throw failure,
            };
        }
    }
}

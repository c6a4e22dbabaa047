using CodeFirst.Client.Connections;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CodeFirst.Client.Calls;

/// <summary>Gives answers that break off the status that a caller can act on, where gRPC gives one that misleads.</summary>
internal sealed class CallStatus : Interceptor
{
    public static CallStatus Instance { get; } = new();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);

        return new AsyncUnaryCall<TResponse>(
            ReadAsync(call.ResponseAsync),
            static state => ((AsyncUnaryCall<TResponse>)state).ResponseHeadersAsync, // asked for by nobody, it costs nothing
            static state => Corrected(((AsyncUnaryCall<TResponse>)state).GetStatus()),
            static state => ((AsyncUnaryCall<TResponse>)state).GetTrailers(),
            static state => ((AsyncUnaryCall<TResponse>)state).Dispose(),
            call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);

        return new AsyncServerStreamingCall<TResponse>(
            new Reader<TResponse>(call.ResponseStream),
            call.ResponseHeadersAsync,
            () => Corrected(call.GetStatus()),
            call.GetTrailers,
            call.Dispose);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(context);

        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call.RequestStream,
            new Reader<TResponse>(call.ResponseStream),
            call.ResponseHeadersAsync,
            () => Corrected(call.GetStatus()),
            call.GetTrailers,
            call.Dispose);
    }

    private static async Task<T> ReadAsync<T>(Task<T> read)
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (RpcException failure) when (Corrected(failure.Status) is var status && status.StatusCode != failure.StatusCode)
        {
            throw new RpcException(status, failure.Trailers);
        }
    }

    private static Status Corrected(Status status) => status switch
    {
        { StatusCode: StatusCode.Internal, DebugException: { } cause } when LostConnection.Is(cause) => LostConnection.Status(cause),
        { StatusCode: StatusCode.Cancelled } when EndsWithoutStatus(status.Detail) => new Status(
            StatusCode.Internal, "The answer breaks off: it has no gRPC status.", status.DebugException),
        { StatusCode: < StatusCode.OK or > StatusCode.Unauthenticated } => new Status(
            StatusCode.Unknown, $"The answer has the status {(int)status.StatusCode}, which gRPC does not know: {status.Detail}"),
        _ => status,
    };

    // Known by their text alone. CANCELLED with any other is what it says.
    private static bool EndsWithoutStatus(string detail) =>
        detail.StartsWith("No grpc-status found", StringComparison.Ordinal)
        || detail.StartsWith("Unexpected grpc-status", StringComparison.Ordinal);

    private sealed class Reader<T>(IAsyncStreamReader<T> inner) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public Task<bool> MoveNext(CancellationToken cancellationToken) => ReadAsync(inner.MoveNext(cancellationToken));
    }
}

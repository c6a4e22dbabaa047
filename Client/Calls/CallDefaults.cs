using CodeFirst.Client.Identity;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CodeFirst.Client.Calls;

/// <summary>Adds to a call what its caller has left out: a deadline, a request id, the ID token, and leave to be repeated.</summary>
internal sealed class CallDefaults(TimeSpan deadline, CallCredentials? credentials) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var identified = RepeatableMethods.Identify(request);
        var method = RepeatableMethods.For(context.Method, identified);

        return continuation(identified, Complete(context, WithDeadline(context.Options), method));
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Complete(context, context.Options, RepeatableMethods.For(context.Method, request)));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Complete(context, context.Options, context.Method));

    private ClientInterceptorContext<TRequest, TResponse> Complete<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, CallOptions options, Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        new(method, context.Host, WithCredentials(options));

    private CallOptions WithDeadline(CallOptions options) => options.Deadline is null && deadline != Timeout.InfiniteTimeSpan
        ? options.WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime + deadline)
        : options;

    private CallOptions WithCredentials(CallOptions options)
    {
        // gRPC would put the caller's token and ours into one header, and neither would be good.
        if (credentials is null || options.Headers?.Get(IdTokenCredentials.Header) is not null)
        {
            return options;
        }

        return options.WithCredentials(options.Credentials is { } own ? CallCredentials.Compose(own, credentials) : credentials);
    }
}

using CodeFirst.Calling.Calls;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CodeFirst.Tests.Functional;

/// <summary>Shows the status of the server to a plain client that still sends, as our clients do.</summary>
internal sealed class LateWritesInterceptor : Interceptor
{
    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
        LateWrites.Around(continuation(context));
}

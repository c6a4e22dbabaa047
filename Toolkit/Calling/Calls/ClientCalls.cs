using System.Collections.Concurrent;
using CodeFirst.Calling.Identity;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CodeFirst.Calling.Calls;

/// <summary>
/// Adds to a call what its caller has left out: a deadline, the ID token, the wait for a connection, further attempts. And what only the
/// server it is made in knows: how much longer that one's caller waits.
/// </summary>
internal sealed class ClientCalls(
    CodeFirstClientOptions options,
    CallPolicy policy,
    CallCredentials? credentials,
    IReadOnlySet<string> repeatable,
    Func<ServerCallContext?>? serverCall) : Interceptor
{
    private readonly ConcurrentDictionary<IMethod, object> _rules = new(ReferenceEqualityComparer.Instance);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var rule = RuleFor(context.Method);
        var completed = rule.Complete(request);
        var callOptions = Complete(context.Options, isUnary: true, out var link);

        return new UnaryAttempts<TResponse>(
            attempt => continuation(completed, new(rule.Method, context.Host, attempt)),
            new Attempts(policy, rule.IsRepeatable(completed), callOptions),
            link).Start();
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        using var call = AsyncUnaryCall(request, context, (sent, attempt) => Finished(() => continuation(sent, attempt)));

        return call.ResponseAsync.GetAwaiter().GetResult(); // the caller asked to be blocked
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var rule = RuleFor(context.Method);
        var completed = rule.Complete(request);
        var callOptions = Complete(context.Options, isUnary: false, out var link);

        return new StreamAttempts<TResponse>(
            attempt => continuation(completed, new(rule.Method, context.Host, attempt)),
            new Attempts(policy, rule.IsRepeatable(completed), callOptions),
            link).ToCall();
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var callOptions = Complete(context.Options, isUnary: false, out var link);
        var call = continuation(new(RuleFor(context.Method).Method, context.Host, callOptions));

        return new AsyncClientStreamingCall<TRequest, TResponse>(
            call.RequestStream,
            CallStatus.CorrectedAsync(call.ResponseAsync),
            call.ResponseHeadersAsync,
            () => CallStatus.Corrected(call.GetStatus()),
            call.GetTrailers,
            Disposing(call, link));
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var callOptions = Complete(context.Options, isUnary: false, out var link);
        var call = LateWrites.Around(continuation(new(RuleFor(context.Method).Method, context.Host, callOptions)));

        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call.RequestStream,
            new CorrectedReader<TResponse>(call.ResponseStream),
            call.ResponseHeadersAsync,
            () => CallStatus.Corrected(call.GetStatus()),
            call.GetTrailers,
            Disposing(call, link));
    }

    private static Action Disposing(IDisposable call, IDisposable? link) => () =>
    {
        call.Dispose();
        link?.Dispose();
    };

    private static AsyncUnaryCall<TResponse> Finished<TResponse>(Func<TResponse> call)
    {
        Task<TResponse> response;
        var status = Status.DefaultSuccess;
        Metadata trailers = [];
        try
        {
            response = Task.FromResult(call());
        }
        catch (RpcException failure)
        {
            response = Task.FromException<TResponse>(failure);
            (status, trailers) = (failure.Status, failure.Trailers);
        }

        return new AsyncUnaryCall<TResponse>(response, Task.FromResult(new Metadata()), () => status, () => trailers, () => { });
    }

    private MethodRule<TRequest, TResponse> RuleFor<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        (MethodRule<TRequest, TResponse>)_rules.GetOrAdd(
            method,
            static (_, calls) => new MethodRule<TRequest, TResponse>(
                calls.Method, calls.Repeatable.Contains(calls.Method.FullName), calls.Rules.Find<TRequest>()),
            (Method: method, Repeatable: repeatable, options.Rules));

    private CallOptions Complete(CallOptions call, bool isUnary, out IDisposable? link)
    {
        link = null;
        if (isUnary && call.Deadline is null && options.Deadline != Timeout.InfiniteTimeSpan)
        {
            call = call.WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime + options.Deadline);
        }

        if (serverCall?.Invoke() is { } outer)
        {
            call = Within(outer, call, out link);
        }

        if (!policy.FailFast)
        {
            call = call.WithWaitForReady();
        }

        return WithCredentials(call);
    }

    private static CallOptions Within(ServerCallContext outer, CallOptions call, out IDisposable? link)
    {
        link = null;
        if (outer.Deadline < (call.Deadline ?? DateTime.MaxValue))
        {
            call = call.WithDeadline(outer.Deadline);
        }

        if (!outer.CancellationToken.CanBeCanceled)
        {
            return call;
        }

        if (!call.CancellationToken.CanBeCanceled)
        {
            return call.WithCancellationToken(outer.CancellationToken);
        }

        var both = CancellationTokenSource.CreateLinkedTokenSource(outer.CancellationToken, call.CancellationToken);
        link = both;

        return call.WithCancellationToken(both.Token);
    }

    private CallOptions WithCredentials(CallOptions call)
    {
        // gRPC would put the caller's token and ours into one header, and neither would be good.
        if (credentials is null || call.Headers?.Get(IdTokenCredentials.Header) is not null)
        {
            return call;
        }

        return call.WithCredentials(call.Credentials is { } own ? CallCredentials.Compose(own, credentials) : credentials);
    }
}

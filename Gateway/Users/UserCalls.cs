using System.Collections.Concurrent;
using CodeFirst.Client;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Activity;
using Grpc.Core;

namespace CodeFirst.Gateway.Users;

/// <summary>
/// Makes the calls of routes, which have messages as bytes. Most calls pass through. For some, the client knows more than the contract
/// says: which requests are safe to retry, and how streams survive a restart of the service.
/// </summary>
internal sealed class UserCalls(UserServiceClient users, ActivityRecording recording) : CallInvoker
{
    private readonly ConcurrentDictionary<IMethod, object> _typed = new(ReferenceEqualityComparer.Instance);

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        users.Invoker.BlockingUnaryCall(method, host, options, request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => method.Name switch
        {
            "CreateUser" => CallTyped<TRequest, TResponse, CreateUserRequest>(method, host, options, request),
            "UpdateUser" => CallTyped<TRequest, TResponse, UpdateUserRequest>(method, host, options, request),
            _ => users.Invoker.AsyncUnaryCall(method, host, options, request),
        };

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        if (method.Name != "StreamUserActivity")
        {
            return users.Invoker.AsyncServerStreamingCall(method, host, options, request);
        }

        var message = ContractMessage.Read<TRequest, StreamActivityRequest>(method.RequestMarshaller, request);
        var events = new ResponseStream<ActivityEvent, TResponse>(method.ResponseMarshaller, options.CancellationToken);
        events.Start((output, end) => ActivityStreaming.SendAsync(users, message, options.WithCancellationToken(end), output));

        return new AsyncServerStreamingCall<TResponse>(
            events, events.Headers, static () => Status.DefaultSuccess, static () => [], events.Dispose);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        users.Invoker.AsyncClientStreamingCall(method, host, options);

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        if (method.Name != "RecordActivity")
        {
            return users.Invoker.AsyncDuplexStreamingCall(method, host, options);
        }

        var events = new RequestStream<TRequest, RecordActivityRequest>(method.RequestMarshaller, options.CancellationToken);
        var answers = new ResponseStream<RecordActivityResponse, TResponse>(method.ResponseMarshaller, options.CancellationToken);
        answers.Start((output, end) => recording.SendAsync(events.Messages, options.WithCancellationToken(end), output));

        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            events, answers, answers.Headers, static () => Status.DefaultSuccess, static () => [], answers.Dispose);
    }

    // With the type that the rules of the client are about.
    private AsyncUnaryCall<TResponse> CallTyped<TRequest, TResponse, TMessage>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        where TRequest : class
        where TResponse : class
        where TMessage : class
    {
        var typed = (Method<TMessage, TResponse>)_typed.GetOrAdd(method, static (_, method) => new Method<TMessage, TResponse>(
            method.Type, method.ServiceName, method.Name, ContractMessage.MarshallerOf<TMessage>(), method.ResponseMarshaller), method);

        return users.Invoker.AsyncUnaryCall(
            typed, host, options, ContractMessage.Read<TRequest, TMessage>(method.RequestMarshaller, request));
    }
}

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
    private readonly Marshaller<CreateUserRequest> _creations = ContractMessage.MarshallerOf<CreateUserRequest>();
    private readonly Marshaller<UpdateUserRequest> _updates = ContractMessage.MarshallerOf<UpdateUserRequest>();
    private readonly Marshaller<StreamActivityRequest> _streams = ContractMessage.MarshallerOf<StreamActivityRequest>();
    private readonly Marshaller<ActivityEvent> _events = ContractMessage.MarshallerOf<ActivityEvent>();
    private readonly Marshaller<RecordActivityRequest> _records = ContractMessage.MarshallerOf<RecordActivityRequest>();
    private readonly Marshaller<RecordActivityResponse> _answers = ContractMessage.MarshallerOf<RecordActivityResponse>();
    private readonly ConcurrentDictionary<IMethod, object> _typed = new(ReferenceEqualityComparer.Instance);

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        users.Invoker.BlockingUnaryCall(method, host, options, request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => method.Name switch
        {
            "CreateUser" => CallTyped(method, host, options, request, _creations),
            "UpdateUser" => CallTyped(method, host, options, request, _updates),
            _ => users.Invoker.AsyncUnaryCall(method, host, options, request),
        };

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        if (method.Name != "StreamUserActivity")
        {
            return users.Invoker.AsyncServerStreamingCall(method, host, options, request);
        }

        var message = ContractMessage.Convert(method.RequestMarshaller, _streams, request);
        var events = new ResponseStream<ActivityEvent, TResponse>(_events, method.ResponseMarshaller, options.CancellationToken);
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

        var events = new RequestStream<TRequest, RecordActivityRequest>(
            method.RequestMarshaller, _records, options.CancellationToken);
        var answers = new ResponseStream<RecordActivityResponse, TResponse>(
            _answers, method.ResponseMarshaller, options.CancellationToken);
        answers.Start((output, end) => recording.SendAsync(events.Messages, options.WithCancellationToken(end), output));

        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            events, answers, answers.Headers, static () => Status.DefaultSuccess, static () => [], answers.Dispose);
    }

    // With the type that the rules of the client are about.
    private AsyncUnaryCall<TResponse> CallTyped<TRequest, TResponse, TMessage>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request, Marshaller<TMessage> messages)
        where TRequest : class
        where TResponse : class
        where TMessage : class
    {
        var typed = (Method<TMessage, TResponse>)_typed.GetOrAdd(
            method,
            static (_, parts) => new Method<TMessage, TResponse>(
                parts.method.Type, parts.method.ServiceName, parts.method.Name, parts.messages, parts.method.ResponseMarshaller),
            (method, messages));

        return users.Invoker.AsyncUnaryCall(
            typed, host, options, ContractMessage.Convert(method.RequestMarshaller, messages, request));
    }
}

using Grpc.Core;

namespace Corpus;

/// <summary>Every signature that protobuf-net.Grpc knows: 94 of them a server binds, and five only a client.</summary>
[Service("corpus.signatures.v1.TestService")]
public interface ITestService
{
    Reply Sync(Request request);
    Reply SyncGet();
    Task<Reply> Task(Request request);
    Task<Reply> TaskGet();
    ValueTask<Reply> ValueTask(Request request);
    ValueTask<Reply> ValueTaskGet();
    void SyncNothing();
    void SyncPut(Request request);
    Task TaskNothing();
    Task TaskPut(Request request);
    ValueTask ValueTaskNothing();
    ValueTask ValueTaskPut(Request request);
    Task<Reply> TaskFromEnumerable(IAsyncEnumerable<Request> requests);
    Task TaskDrainEnumerable(IAsyncEnumerable<Request> requests);
    ValueTask<Reply> ValueTaskFromEnumerable(IAsyncEnumerable<Request> requests);
    ValueTask ValueTaskDrainEnumerable(IAsyncEnumerable<Request> requests);
    IAsyncEnumerable<Reply> Enumerable(Request request);
    IAsyncEnumerable<Reply> EnumerableGet();
    IAsyncEnumerable<Reply> EnumerableBoth(IAsyncEnumerable<Request> requests);
    Task<Reply> TaskFromObservable(IObservable<Request> requests);
    Task TaskDrainObservable(IObservable<Request> requests);
    ValueTask<Reply> ValueTaskFromObservable(IObservable<Request> requests);
    ValueTask ValueTaskDrainObservable(IObservable<Request> requests);
    IObservable<Reply> Observable(Request request);
    IObservable<Reply> ObservableGet();
    IObservable<Reply> ObservableBoth(IObservable<Request> requests);
    Task<System.IO.Stream> TaskStream(Request request);
    Task<System.IO.Stream> TaskStreamGet();
    ValueTask<System.IO.Stream> ValueTaskStream(Request request);
    ValueTask<System.IO.Stream> ValueTaskStreamGet();
    Reply SyncContext(Request request, CallContext context = default);
    Reply SyncContextGet(CallContext context = default);
    Task<Reply> TaskContext(Request request, CallContext context = default);
    Task<Reply> TaskContextGet(CallContext context = default);
    ValueTask<Reply> ValueTaskContext(Request request, CallContext context = default);
    ValueTask<Reply> ValueTaskContextGet(CallContext context = default);
    void SyncContextNothing(CallContext context = default);
    void SyncContextPut(Request request, CallContext context = default);
    Task TaskContextNothing(CallContext context = default);
    Task TaskContextPut(Request request, CallContext context = default);
    ValueTask ValueTaskContextNothing(CallContext context = default);
    ValueTask ValueTaskContextPut(Request request, CallContext context = default);
    Task<Reply> TaskContextFromEnumerable(IAsyncEnumerable<Request> requests, CallContext context = default);
    Task TaskContextDrainEnumerable(IAsyncEnumerable<Request> requests, CallContext context = default);
    ValueTask<Reply> ValueTaskContextFromEnumerable(IAsyncEnumerable<Request> requests, CallContext context = default);
    ValueTask ValueTaskContextDrainEnumerable(IAsyncEnumerable<Request> requests, CallContext context = default);
    IAsyncEnumerable<Reply> EnumerableContext(Request request, CallContext context = default);
    IAsyncEnumerable<Reply> EnumerableContextGet(CallContext context = default);
    IAsyncEnumerable<Reply> EnumerableContextBoth(IAsyncEnumerable<Request> requests, CallContext context = default);
    Task<Reply> TaskContextFromObservable(IObservable<Request> requests, CallContext context = default);
    Task TaskContextDrainObservable(IObservable<Request> requests, CallContext context = default);
    ValueTask<Reply> ValueTaskContextFromObservable(IObservable<Request> requests, CallContext context = default);
    ValueTask ValueTaskContextDrainObservable(IObservable<Request> requests, CallContext context = default);
    IObservable<Reply> ObservableContext(Request request, CallContext context = default);
    IObservable<Reply> ObservableContextGet(CallContext context = default);
    IObservable<Reply> ObservableContextBoth(IObservable<Request> requests, CallContext context = default);
    Task<System.IO.Stream> TaskContextStream(Request request, CallContext context = default);
    Task<System.IO.Stream> TaskContextStreamGet(CallContext context = default);
    ValueTask<System.IO.Stream> ValueTaskContextStream(Request request, CallContext context = default);
    ValueTask<System.IO.Stream> ValueTaskContextStreamGet(CallContext context = default);
    Reply SyncToken(Request request, CancellationToken cancellationToken = default);
    Reply SyncTokenGet(CancellationToken cancellationToken = default);
    Task<Reply> TaskToken(Request request, CancellationToken cancellationToken = default);
    Task<Reply> TaskTokenGet(CancellationToken cancellationToken = default);
    ValueTask<Reply> ValueTaskToken(Request request, CancellationToken cancellationToken = default);
    ValueTask<Reply> ValueTaskTokenGet(CancellationToken cancellationToken = default);
    void SyncTokenNothing(CancellationToken cancellationToken = default);
    void SyncTokenPut(Request request, CancellationToken cancellationToken = default);
    Task TaskTokenNothing(CancellationToken cancellationToken = default);
    Task TaskTokenPut(Request request, CancellationToken cancellationToken = default);
    ValueTask ValueTaskTokenNothing(CancellationToken cancellationToken = default);
    ValueTask ValueTaskTokenPut(Request request, CancellationToken cancellationToken = default);
    Task<Reply> TaskTokenFromEnumerable(IAsyncEnumerable<Request> requests, CancellationToken cancellationToken = default);
    Task TaskTokenDrainEnumerable(IAsyncEnumerable<Request> requests, CancellationToken cancellationToken = default);
    ValueTask<Reply> ValueTaskTokenFromEnumerable(IAsyncEnumerable<Request> requests, CancellationToken cancellationToken = default);
    ValueTask ValueTaskTokenDrainEnumerable(IAsyncEnumerable<Request> requests, CancellationToken cancellationToken = default);
    IAsyncEnumerable<Reply> EnumerableToken(Request request, CancellationToken cancellationToken = default);
    IAsyncEnumerable<Reply> EnumerableTokenGet(CancellationToken cancellationToken = default);
    IAsyncEnumerable<Reply> EnumerableTokenBoth(IAsyncEnumerable<Request> requests, CancellationToken cancellationToken = default);
    Task<Reply> TaskTokenFromObservable(IObservable<Request> requests, CancellationToken cancellationToken = default);
    Task TaskTokenDrainObservable(IObservable<Request> requests, CancellationToken cancellationToken = default);
    ValueTask<Reply> ValueTaskTokenFromObservable(IObservable<Request> requests, CancellationToken cancellationToken = default);
    ValueTask ValueTaskTokenDrainObservable(IObservable<Request> requests, CancellationToken cancellationToken = default);
    IObservable<Reply> ObservableToken(Request request, CancellationToken cancellationToken = default);
    IObservable<Reply> ObservableTokenGet(CancellationToken cancellationToken = default);
    IObservable<Reply> ObservableTokenBoth(IObservable<Request> requests, CancellationToken cancellationToken = default);
    Task<System.IO.Stream> TaskTokenStream(Request request, CancellationToken cancellationToken = default);
    Task<System.IO.Stream> TaskTokenStreamGet(CancellationToken cancellationToken = default);
    ValueTask<System.IO.Stream> ValueTaskTokenStream(Request request, CancellationToken cancellationToken = default);
    ValueTask<System.IO.Stream> ValueTaskTokenStreamGet(CancellationToken cancellationToken = default);

    Task<Reply> ServerUnary(Request request, ServerCallContext context);
    Task<Reply> ServerUp(IAsyncStreamReader<Request> requests, ServerCallContext context);
    Task ServerDown(Request request, IServerStreamWriter<Reply> replies, ServerCallContext context);
    Task ServerBoth(IAsyncStreamReader<Request> requests, IServerStreamWriter<Reply> replies, ServerCallContext context);

    Reply ClientBlocking(Request request, CallOptions options);
    AsyncUnaryCall<Reply> ClientUnary(Request request, CallOptions options);
    AsyncClientStreamingCall<Request, Reply> ClientUp(CallOptions options);
    AsyncServerStreamingCall<Reply> ClientDown(Request request, CallOptions options);
    AsyncDuplexStreamingCall<Request, Reply> ClientBoth(CallOptions options);
}

[ProtoContract]
public sealed class Request
{
    [ProtoMember(1)]
    public string Text { get; set; } = "";
}

[ProtoContract]
public sealed class Reply
{
    [ProtoMember(1)]
    public int Number { get; set; }
}

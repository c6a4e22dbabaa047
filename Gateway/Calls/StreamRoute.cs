using CodeFirst.Contracts;
using ProtoBuf.Grpc;

namespace CodeFirst.Gateway.Calls;

/// <summary>A route to an rpc that answers with a stream: as JSON lines, or as server-sent events for who accepts them.</summary>
internal sealed record StreamRoute<TRequest, TResponse>(
    string Verb, string Path, string Rpc, Func<IUserService, TRequest, CallContext, ValueTask<IAsyncEnumerable<TResponse>>> Open)
    : RpcRoute(Verb, Path, Rpc)
    where TRequest : class
    where TResponse : class
{
    public override Type Request => typeof(TRequest);

    public override Type Response => typeof(TResponse);

    public override bool IsStream => true;

    /// <summary>Gets the field of the response that is the id of a server-sent event.</summary>
    public required string EventId { get; init; }

    /// <summary>Gets the field of the request that says which event was the last one seen.</summary>
    public required string ResumeAfter { get; init; }

    public override string ResumeField => ResumeAfter;

    public override RequestDelegate Bind(CallRunner calls)
    {
        var requests = new RequestReader<TRequest>(this);
        var rows = new RowJson<TResponse>(EventId);

        return async context =>
        {
            var request = requests.Read(context);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, calls.Stopping);
            var stream = await Open(calls.Users, request, CallRunner.BeginStream(context, end.Token));
            await using var items = stream.GetAsyncEnumerator(end.Token);
            await new StreamAnswer<TResponse>(context, rows, calls).WriteAsync(items, end.Token);
        };
    }
}

using CodeFirst.Contracts;
using ProtoBuf.Grpc;

namespace CodeFirst.Gateway.Calls;

/// <summary>A route to an rpc with one request and one response.</summary>
internal sealed record UnaryRoute<TRequest, TResponse>(
    string Verb, string Path, string Rpc, Func<IUserService, TRequest, CallContext, ValueTask<TResponse>> Call) : RpcRoute(Verb, Path, Rpc)
    where TRequest : class
    where TResponse : class
{
    public override Type Request => typeof(TRequest);

    public override Type Response => typeof(TResponse);

    public override RequestDelegate Bind(CallRunner calls)
    {
        var requests = new RequestReader<TRequest>(this);
        var answers = new AnswerWriter<TResponse>(this);

        return async context =>
        {
            var request = HasBody ? await requests.ReadWithBodyAsync(context) : requests.Read(context);
            answers.Write(context, await Call(calls.Users, request, calls.Begin(context)));
        };
    }
}

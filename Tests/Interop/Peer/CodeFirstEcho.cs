using Corpus.Peers;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>The service of the contract, as protobuf-net.Grpc serves it.</summary>
public sealed class CodeFirstEcho : IEcho
{
    public ValueTask<All> RepeatAsync(All request) => ValueTask.FromResult(request);

    public ValueTask<All> RepeatPartAsync(All request) => ValueTask.FromResult(request);

    public ValueTask<All> RepeatTextsAsync(All request) => ValueTask.FromResult(request);

    public ValueTask<All> FailAsync(FailRequest request) =>
        throw new RpcException(new Status((StatusCode)request.Code, $"Fails with {request.Code}."));

    public async IAsyncEnumerable<Part> CountAsync(CountRequest request, CallContext context = default)
    {
        for (var i = 1; i <= request.Count; i++)
        {
            await Task.Yield();
            yield return new Part { Name = request.Text, Size = i };
        }
    }
}

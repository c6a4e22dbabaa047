using Grpc.Core;
using Peers = Corpus.Peers.V1;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>The same service, contract first: on the classes that Google's compiler makes of the exported file.</summary>
public sealed class GeneratedEcho : Peers.Echo.EchoBase
{
    public override Task<Peers.All> Repeat(Peers.All request, ServerCallContext context) => Task.FromResult(request);

    public override Task<Peers.All> RepeatPart(Peers.All request, ServerCallContext context) => Task.FromResult(request);

    public override Task<Peers.All> RepeatTexts(Peers.All request, ServerCallContext context) => Task.FromResult(request);

    public override Task<Peers.All> Fail(Peers.FailRequest request, ServerCallContext context) =>
        throw new RpcException(new Status((StatusCode)request.Code, $"Fails with {request.Code}."));

    public override async Task Count(
        Peers.CountRequest request, IServerStreamWriter<Peers.Part> responseStream, ServerCallContext context)
    {
        for (var i = 1; i <= request.Count; i++)
        {
            await responseStream.WriteAsync(new Peers.Part { Name = request.Text, Size = i });
        }
    }
}

using CodeFirst.Transcoding.Errors;
using Grpc.Core;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Reads the messages of a call that is cancelled when a line sent to it is bad: then the line is what failed.</summary>
internal sealed class RefusedReader(IAsyncStreamReader<WireMessage> inner, Func<RequestError?> refusal) : IAsyncStreamReader<WireMessage>
{
    public WireMessage Current => inner.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            return await inner.MoveNext(cancellationToken);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException && refusal() is not null)
        {
            throw refusal()!;
        }
    }
}

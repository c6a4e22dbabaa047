using CodeFirst.Hosting;
using ProtoBuf.Grpc;

namespace CodeFirst.Server.Activity;

/// <summary>Ends the streams when the server stops.</summary>
internal sealed class ActivityStreams(IHostApplicationLifetime lifetime)
{
    /// <summary>Streams what <paramref name="open"/> returns, until it ends, the caller cancels, or the server stops.</summary>
    public async IAsyncEnumerable<T> UntilStoppingAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> open, CallContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        await foreach (var item in open(ended.Token).SendTogether(context.ServerCallContext, ended.Token))
        {
            yield return item;
        }
    }
}

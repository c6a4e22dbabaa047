using Grpc.Core;

namespace CodeFirst.Hosting.Calls;

/// <summary>Reads the messages of a caller, and remembers how the last read went: it costs nothing while all goes well.</summary>
internal sealed class RequestStream<T>(IAsyncStreamReader<T> inner) : IAsyncStreamReader<T>
{
    private Task<bool>? _last;

    public T Current => inner.Current;

    /// <summary>Gets whether the bytes of the last message could not be decoded.</summary>
    public bool IsUndecodable =>
        _last is { IsFaulted: true } read && read.Exception.InnerException is not RpcException and { } exception && !CallerGone.Is(exception);

    public Task<bool> MoveNext(CancellationToken cancellationToken) => _last = inner.MoveNext(cancellationToken);
}

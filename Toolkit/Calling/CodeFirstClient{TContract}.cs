using Grpc.Net.Client;

namespace CodeFirst.Calling;

/// <summary>A client of a contract, with its own connections. It is safe for use by many threads at once.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
public sealed class CodeFirstClient<TContract> : IDisposable
    where TContract : class
{
    private readonly GrpcChannel _channel;

    internal CodeFirstClient(GrpcChannel channel, TContract service)
    {
        _channel = channel;
        Service = service;
    }

    /// <summary>Gets the service: calls of its methods are calls over gRPC.</summary>
    public TContract Service { get; }

    /// <summary>Ends the calls in flight, with CANCELLED, and closes the connections.</summary>
    public void Dispose() => _channel.Dispose();
}

using Grpc.Core;
using Grpc.Net.Client;

namespace CodeFirst.Calling;

/// <summary>A client of a contract, with its own connections. It is safe for use by many threads at once.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
public sealed class CodeFirstClient<TContract> : IDisposable
    where TContract : class
{
    private readonly GrpcChannel _channel;

    internal CodeFirstClient(GrpcChannel channel, CallInvoker invoker, TContract service)
    {
        _channel = channel;
        Invoker = invoker;
        Service = service;
    }

    /// <summary>Gets the service: calls of its methods are calls over gRPC.</summary>
    public TContract Service { get; }

    /// <summary>
    /// Gets what makes the calls, for programs that have messages in another form, such as their bytes. It uses the same connections,
    /// and adds the same deadline, identity and retries. Rules for requests (<see cref="CodeFirstClientOptions.RepeatWhen{TRequest}"/>)
    /// apply to requests of their type only.
    /// </summary>
    public CallInvoker Invoker { get; }

    /// <summary>Ends the calls in flight, with CANCELLED, and closes the connections.</summary>
    public void Dispose() => _channel.Dispose();
}

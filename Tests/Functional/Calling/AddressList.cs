using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>Resolves every name of DNS to a list that the test changes; asked for again when the balancer wants it, as DNS is.</summary>
internal sealed class AddressList(params string[] hosts) : ResolverFactory
{
    private volatile string[] _hosts = hosts;
    private volatile Action? _refresh;

    public override string Name => "dns";

    public override Resolver Create(ResolverOptions options)
    {
        var port = new Uri($"temp://{options.Address.AbsolutePath.TrimStart('/')}").Port;
        var resolver = new ListResolver(this, port, options.LoggerFactory);
        _refresh = resolver.Refresh;

        return resolver;
    }

    /// <summary>Changes what the next answer is.</summary>
    public void Change(params string[] hosts) => _hosts = hosts;

    /// <summary>Does what the timer of a real one does.</summary>
    public void Refresh() => _refresh?.Invoke();

    private sealed class ListResolver(AddressList list, int port, ILoggerFactory? loggers)
        : PollingResolver(loggers ?? NullLoggerFactory.Instance)
    {
        protected override Task ResolveAsync(CancellationToken cancellationToken)
        {
            Listener(ResolverResult.ForResult([.. list._hosts.Select(host => new BalancerAddress(host, port))]));

            return Task.CompletedTask;
        }
    }
}

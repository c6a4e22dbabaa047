using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Listening;

/// <summary>
/// Lets HTTP/1.1 and HTTP/2 share a port without TLS. Kestrel alone offers one of them there, as there is no ALPN.
/// Remove this, and what only it uses, when Kestrel can do it: dotnet/aspnetcore issue 56984, pull request 67782.
/// </summary>
internal sealed class SharedPortFactory : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly IConnectionListenerFactory _sockets;
    private readonly KestrelServerLimits _limits;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly List<(IPEndPoint Address, SharedPort Port)> _ports = []; // Kestrel opens one address after the other

    public SharedPortFactory(
        IOptions<SocketTransportOptions> sockets, IOptions<KestrelServerOptions> kestrel, TimeProvider clock, ILoggerFactory loggers)
        : this(new SocketTransportFactory(sockets, loggers), kestrel.Value.Limits, clock, loggers.CreateLogger<SharedPort>())
    {
    }

    internal SharedPortFactory(IConnectionListenerFactory sockets, KestrelServerLimits limits, TimeProvider clock, ILogger logger)
    {
        _sockets = sockets;
        _limits = limits;
        _clock = clock;
        _logger = logger;
    }

    public bool CanBind(EndPoint endpoint) => endpoint is SharedEndPoint;

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var side = (SharedEndPoint)endpoint;
        var port = _ports.Find(open => ReferenceEquals(open.Address, side.Shared)).Port;
        if (port is null)
        {
            port = new SharedPort(await BindSocketAsync(side.Shared, cancellationToken), _limits, _clock, _logger);
            _ports.Add((side.Shared, port));
        }

        return port.Open(side.Protocol);
    }

    private async ValueTask<IConnectionListener> BindSocketAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        try
        {
            return await _sockets.BindAsync(address, cancellationToken);
        }
        catch (SocketException) when (address.Address.Equals(IPAddress.IPv6Any))
        {
            // A machine without IPv6. Whatever else is wrong, such as a port that is not allowed, fails in the same way again.
            return await _sockets.BindAsync(new IPEndPoint(IPAddress.Any, address.Port), cancellationToken);
        }
    }
}

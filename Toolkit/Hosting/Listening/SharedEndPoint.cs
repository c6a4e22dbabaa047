using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CodeFirst.Hosting.Listening;

/// <summary>
/// One protocol's side of a port that HTTP/1.1 and HTTP/2 share. Kestrel opens the sides one after the other, and
/// <see cref="SharedPortFactory"/> puts one socket behind them.
/// </summary>
internal sealed class SharedEndPoint : IPEndPoint
{
    private SharedEndPoint(IPEndPoint address, HttpProtocols protocol)
        : base(address.Address, address.Port)
    {
        Shared = address;
        Protocol = protocol;
    }

    /// <summary>The same object in both sides, which tells that they belong together even if the port is 0.</summary>
    public IPEndPoint Shared { get; }

    public HttpProtocols Protocol { get; }

    /// <summary>The HTTP/1.1 and the HTTP/2 side of a port of every address of this machine.</summary>
    public static (SharedEndPoint Http1, SharedEndPoint Http2) AnyIP(int port)
    {
        var address = new IPEndPoint(IPAddress.IPv6Any, port);

        return (new SharedEndPoint(address, HttpProtocols.Http1), new SharedEndPoint(address, HttpProtocols.Http2));
    }
}

using System.Net;
using System.Net.Sockets;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>A port of the loopback address, for a program that cannot say which one it took.</summary>
public static class LoopbackPort
{
    /// <summary>Returns a port that is free now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

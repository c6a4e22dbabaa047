using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CodeFirst.Tests.Functional.Hosting.Listening;

/// <summary>A TCP connection that sends what it is told to.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private RawClient()
    {
    }

    public static async Task<RawClient> ConnectAsync(int port, IPAddress? address = null)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(address ?? IPAddress.Loopback, port);
        return client;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _socket.SendAsync(bytes);

    public void Shutdown() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads what comes next; nothing if the server has closed the connection.</summary>
    public async Task<byte[]> ReceiveAsync()
    {
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(Patience.Limit);
        try
        {
            return buffer[..await _socket.ReceiveAsync(buffer, patience.Token)];
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return [];
        }
    }

    public void Dispose() => _socket.Dispose();
}

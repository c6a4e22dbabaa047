using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CodeFirst.Tests.Functional.Client;

/// <summary>Passes connections on to a port of this machine, until it goes deaf: they stay open, and nothing arrives any more.</summary>
internal sealed class DeafWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<Socket> _sockets = [];
    private readonly Task _accepting;
    private readonly int _port;
    private CancellationTokenSource _deaf = new();

    public DeafWire(int port)
    {
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Loses all that is sent over the connections that are open; new ones work.</summary>
    public void LoseOpenConnections() => Interlocked.Exchange(ref _deaf, new CancellationTokenSource()).Cancel();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        while (_sockets.TryDequeue(out var socket))
        {
            socket.Dispose();
        }

        _ended.Dispose();
        _deaf.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptSocketAsync(_ended.Token);
                var service = new Socket(SocketType.Stream, ProtocolType.Tcp);
                _sockets.Enqueue(caller);
                _sockets.Enqueue(service);
                await service.ConnectAsync(IPAddress.Loopback, _port, _ended.Token);
                _ = PassAsync(caller, service, _deaf.Token);
                _ = PassAsync(service, caller, _deaf.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private static async Task PassAsync(Socket from, Socket to, CancellationToken deaf)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, deaf) is > 0 and var count)
            {
                await to.SendAsync(buffer.AsMemory(0, count), deaf);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Deaf, or over.
        }
    }
}

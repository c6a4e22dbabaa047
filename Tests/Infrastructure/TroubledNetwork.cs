using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>A way to a TCP server that delays, stops, closes halves of connections, or cuts them.</summary>
public sealed class TroubledNetwork : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<Socket, Socket> _connections = [];
    private readonly int _port;
    private readonly Task _accepting;
    private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens a way to a port of the loopback address.</summary>
    public TroubledNetwork(int port)
    {
        _port = port;
        _open.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Gets where to connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Gets or sets how long bytes are under way, in each direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Nothing arrives from now on, and nobody is told.</summary>
    public void Stop() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything that was held back arrives, and what comes after it.</summary>
    public void Resume() => _open.TrySetResult();

    /// <summary>Tells the callers that the server sends nothing more, while they could still send. Returns how many there were.</summary>
    public int CloseHalves()
    {
        var count = 0;
        foreach (var (caller, _) in _connections)
        {
            try
            {
                caller.Shutdown(SocketShutdown.Send);
                count++;
            }
            catch (Exception exception) when (IsGone(exception))
            {
                // It was being closed anyhow.
            }
        }

        return count;
    }

    /// <summary>Resets every connection, on both sides. Returns how many there were.</summary>
    public int Cut()
    {
        var count = 0;
        foreach (var (caller, server) in _connections)
        {
            count++;
            caller.Close(timeout: 0);
            server.Close(timeout: 0);
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        Resume();
        _listener.Stop();
        Cut();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.Add(ServeAsync(await _listener.AcceptSocketAsync(_ended.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }

        await Task.WhenAll(running);
    }

    private async Task ServeAsync(Socket caller)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (caller)
        {
            caller.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _port, _ended.Token);
                _connections[caller] = server;
                await Task.WhenAll(CopyAsync(caller, server), CopyAsync(server, caller));
            }
            catch (Exception exception) when (IsGone(exception))
            {
                // One of the sides has gone, or was cut off.
            }
            finally
            {
                _connections.TryRemove(caller, out _);
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16_384];
        try
        {
            while (await from.ReceiveAsync(buffer, _ended.Token) is > 0 and var count)
            {
                await _open.Task.WaitAsync(_ended.Token);
                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay, _ended.Token);
                }

                await to.SendAsync(buffer.AsMemory(0, count), _ended.Token);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            from.Close(timeout: 0); // so that the other direction ends too
            to.Close(timeout: 0);
        }
    }

    private static bool IsGone(Exception exception) =>
        exception is SocketException or ObjectDisposedException or OperationCanceledException;
}

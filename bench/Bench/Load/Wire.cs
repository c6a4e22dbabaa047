using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CodeFirst.Bench.Load;

/// <summary>Passes bytes on to a port of this machine and back, counts them, and holds each for a while if it is told to.</summary>
internal sealed class Wire : IAsyncDisposable
{
    // Timers are late by up to a millisecond or two: the rest is waited for by looking at the clock.
    private static readonly TimeSpan TimerIsLate = TimeSpan.FromMilliseconds(2);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly TimeSpan _delay;
    private readonly Task _accepting;
    private long _bytes;

    /// <param name="target">The port to pass the bytes on to.</param>
    /// <param name="delay">How long bytes are under way in each direction, however many there are.</param>
    public Wire(int target, TimeSpan delay = default)
    {
        (_target, _delay) = (target, delay);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many bytes have passed, in both directions, without those of TCP itself.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var passing = new List<Task>();
        try
        {
            while (true)
            {
                passing.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(TcpClient caller)
    {
        using (caller)
        using (var server = new TcpClient { NoDelay = true })
        {
            caller.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, _target);
            await Task.WhenAny(CopyAsync(caller.Client, server.Client), CopyAsync(server.Client, caller.Client));
        }
    }

    // Returns when a side has closed its end, and all it has sent has arrived: then the other is closed too.
    private async Task CopyAsync(Socket from, Socket to)
    {
        var underway = Channel.CreateUnbounded<(long Arrives, byte[] Bytes)>();
        await Task.WhenAll(ReceiveAsync(from, underway.Writer), SendAsync(to, underway.Reader));
    }

    private async Task ReceiveAsync(Socket from, ChannelWriter<(long Arrives, byte[] Bytes)> underway)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var read and > 0)
            {
                Interlocked.Add(ref _bytes, read);
                underway.TryWrite((Stopwatch.GetTimestamp() + (long)(_delay.TotalSeconds * Stopwatch.Frequency), buffer[..read]));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // h2load ends a connection as soon as it has all it asked for.
        }

        underway.Complete();
    }

    private static async Task SendAsync(Socket to, ChannelReader<(long Arrives, byte[] Bytes)> underway)
    {
        try
        {
            await foreach (var (arrives, bytes) in underway.ReadAllAsync())
            {
                await UntilAsync(arrives);
                for (var sent = 0; sent < bytes.Length;)
                {
                    sent += await to.SendAsync(bytes.AsMemory(sent));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // As above.
        }
    }

    private static async Task UntilAsync(long timestamp)
    {
        if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp) - TimerIsLate is var time && time > TimeSpan.Zero)
        {
            await Task.Delay(time);
        }

        while (Stopwatch.GetTimestamp() < timestamp)
        {
            await Task.Yield();
        }
    }
}

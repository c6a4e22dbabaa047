using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CodeFirst.Hosting.Listening;

/// <summary>
/// Accepts the connections of a port, and passes each to the listener of the protocol that its first bytes speak. A connection passed
/// on is the socket's own, with all its bytes still to be read, so that a request costs what it costs on a port with one protocol.
/// </summary>
internal sealed class SharedPort : IAsyncDisposable
{
    // How many connections may wait for Kestrel to take them. No more are accepted meanwhile; the operating system holds as many again.
    private const int Backlog = 512;

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    private readonly IConnectionListener _socket;
    private readonly KestrelServerLimits _limits;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Channel<ConnectionContext> _http1 = NewQueue();
    private readonly Channel<ConnectionContext> _http2 = NewQueue();
    private readonly ConcurrentDictionary<UndecidedConnection, byte> _undecided = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private readonly Lazy<Task> _stopped;
    private readonly Task _accepting;
    private long _connections;
    private int _listeners;

    public SharedPort(IConnectionListener socket, KestrelServerLimits limits, TimeProvider clock, ILogger logger)
    {
        _socket = socket;
        _limits = limits;
        _clock = clock;
        _logger = logger;
        _timer = clock.CreateTimer(static port => ((SharedPort)port!).AbortLate(), this, CheckInterval, CheckInterval);
        _stopped = new Lazy<Task>(StopCoreAsync);
        _accepting = Task.Run(AcceptAsync);
    }

    public EndPoint EndPoint => _socket.EndPoint;

    public SharedPortListener Open(HttpProtocols protocol)
    {
        _listeners++;
        return new SharedPortListener(this, protocol == HttpProtocols.Http2 ? _http2.Reader : _http1.Reader);
    }

    /// <summary>
    /// Takes no more connections and closes those that have not said their protocol. Those that have, and that Kestrel has not taken
    /// yet, can still be accepted: Kestrel then ends them as gracefully as the others.
    /// </summary>
    public Task StopAsync() => _stopped.Value;

    /// <summary>To be called by each listener. The last one frees the socket, whose memory is what the connections read into.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Decrement(ref _listeners) == 0)
        {
            await _socket.DisposeAsync();
            _stopping.Dispose();
        }
    }

    private static Channel<ConnectionContext> NewQueue() =>
        Channel.CreateBounded<ConnectionContext>(new BoundedChannelOptions(Backlog) { SingleReader = true });

    private async Task AcceptAsync()
    {
        try
        {
            while (await _socket.AcceptAsync() is { } connection)
            {
                if (!TryCount(connection))
                {
                    _ = RejectAsync(connection);
                    continue;
                }

                var undecided = new UndecidedConnection(connection, _limits, _clock);
                _undecided.TryAdd(undecided, 0);
                undecided.Passing = PassOnAsync(undecided);
                await _http1.Writer.WaitToWriteAsync();
                await _http2.Writer.WaitToWriteAsync();
            }
        }
        catch (Exception failure)
        {
            // Kestrel's accept loops then fail, and log it, as they do when a socket of their own fails.
            _http1.Writer.TryComplete(failure);
            _http2.Writer.TryComplete(failure);
        }
    }

    private async Task PassOnAsync(UndecidedConnection undecided)
    {
        try
        {
            var queue = await undecided.IsHttp2Async(_stopping.Token) switch
            {
                true => _http2,
                false => _http1,
                null => null,
            };
            if (queue is null)
            {
                await undecided.CloseAsync();
                return;
            }

            await queue.Writer.WriteAsync(undecided.Connection);
        }
        catch (Exception lost)
        {
            _logger.ConnectionLost(undecided.Connection.ConnectionId, lost);
            await undecided.CloseAsync();
        }
        finally
        {
            _undecided.TryRemove(undecided, out _);
        }
    }

    private async Task StopCoreAsync()
    {
        await _socket.UnbindAsync();
        await _accepting;
        await _timer.DisposeAsync();
        await _stopping.CancelAsync();
        await Task.WhenAll(_undecided.Keys.Select(undecided => undecided.Passing));
        _http1.Writer.TryComplete();
        _http2.Writer.TryComplete();
    }

    private void AbortLate()
    {
        foreach (var undecided in _undecided.Keys)
        {
            undecided.AbortIfLate();
        }
    }

    // Kestrel counts for each listener, and does not see connections that have not said their protocol.
    private bool TryCount(ConnectionContext connection)
    {
        if (_limits.MaxConcurrentConnections is not { } limit)
        {
            return true;
        }

        if (Interlocked.Increment(ref _connections) > limit)
        {
            Interlocked.Decrement(ref _connections);
            return false;
        }

        connection.ConnectionClosed.UnsafeRegister(static port => Interlocked.Decrement(ref ((SharedPort)port!)._connections), this);
        return true;
    }

    private async Task RejectAsync(ConnectionContext connection)
    {
        _logger.ConnectionRejected(connection.ConnectionId);
        await connection.DisposeAsync();
    }
}

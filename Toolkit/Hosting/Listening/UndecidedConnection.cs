using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CodeFirst.Hosting.Listening;

/// <summary>A connection that has not said its protocol yet.</summary>
internal sealed class UndecidedConnection(ConnectionContext connection, KestrelServerLimits limits, TimeProvider clock)
{
    private long _start = clock.GetTimestamp();
    private volatile bool _hasBytes;

    public ConnectionContext Connection => connection;

    /// <summary>Ends when the connection is passed on or closed.</summary>
    public Task Passing { get; set; } = Task.CompletedTask;

    /// <summary>
    /// Waits until the first bytes tell the protocol, and leaves them to be read again. Null if they never will: the client closed the
    /// connection, or the server stops. Fails if the connection is lost or aborted.
    /// </summary>
    public async ValueTask<bool?> IsHttp2Async(CancellationToken cancellationToken)
    {
        var input = connection.Transport.Input;
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(cancellationToken);
                if (Decide(input, read) is { } isHttp2)
                {
                    return isHttp2;
                }

                if (read.IsCompleted)
                {
                    return null;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return input.TryRead(out var last) ? Decide(input, last) : null;
        }
    }

    /// <summary>
    /// Kestrel's own limits for a connection without a request: the keep-alive time-out until the first byte, then the time-out of
    /// request headers, however slowly the others come.
    /// </summary>
    public void AbortIfLate()
    {
        var limit = _hasBytes ? limits.RequestHeadersTimeout : limits.KeepAliveTimeout;
        if (clock.GetElapsedTime(Interlocked.Read(ref _start)) > limit)
        {
            connection.Abort(new ConnectionAbortedException("The client was too slow to say whether it speaks HTTP/1.1 or HTTP/2."));
        }
    }

    public async ValueTask CloseAsync()
    {
        connection.Abort();
        await connection.DisposeAsync();
    }

    private bool? Decide(PipeReader input, ReadResult read)
    {
        var isHttp2 = Http2Preface.Starts(read.Buffer);
        if (isHttp2 is null && !_hasBytes && !read.Buffer.IsEmpty)
        {
            Interlocked.Exchange(ref _start, clock.GetTimestamp());
            _hasBytes = true;
        }

        input.AdvanceTo(read.Buffer.Start, isHttp2 is null ? read.Buffer.End : read.Buffer.Start);
        return isHttp2;
    }
}

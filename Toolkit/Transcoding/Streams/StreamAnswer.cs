using System.Buffers;
using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Errors;
using Grpc.Core;

namespace CodeFirst.Transcoding.Streams;

/// <summary>
/// Sends a stream while it comes, no faster than the caller reads: a row is awaited until it can be taken. What fails before the first
/// row has its own HTTP status; what fails later is the last row.
/// </summary>
internal sealed class StreamAnswer : IAsyncDisposable
{
    // Rows that come at once are sent together, up to here.
    private const int LargestBatch = 16 * 1024;

    private const int LargestHeldBack = 1024 * 1024;

    // A stream that has nothing to tell yet may still fail, so its status waits a little.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    private readonly Reply _reply;
    private readonly RowForm _rows;
    private readonly CallParts _parts;
    private readonly bool _asEvents;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly PooledBuffer _row = new();
    private readonly ITimer _timer;
    private long _sentAt;
    private bool _isEnded;

    public StreamAnswer(RequestInput request, Reply reply, RowForm rows, CallParts parts)
    {
        _reply = reply;
        _rows = rows;
        _parts = parts;
        _asEvents = RowForm.AcceptsEvents(request.Headers.Accept);
        _timer = parts.Clock.CreateTimer(static answer => ((StreamAnswer)answer!).Beat(), this, FirstWait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets or sets what runs just before the headers are sent.</summary>
    public Action? OnStart { get; init; }

    /// <summary>Gets or sets what surrounds each time that something is sent.</summary>
    public Func<Func<ValueTask>, ValueTask>? AroundSending { get; init; }

    /// <summary>Gets or sets whether rows wait: the caller reads only after it has sent everything.</summary>
    public bool IsHeldBack { get; set; }

    /// <summary>Gets or sets the metadata of a service elsewhere, for headers of the answer.</summary>
    public Metadata? Metadata { get; set; }

    public bool IsStarted { get; private set; }

    /// <summary>Keeps the status open, however long nothing comes.</summary>
    public void HoldStart() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Lets the stream start without a row, after a little while.</summary>
    public void AllowStart() => _timer.Change(FirstWait, Timeout.InfiniteTimeSpan);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message, bool flush, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            AddRow(message);
            _sentAt = _parts.Clock.GetTimestamp();
            await SendAsync(flush, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends what was held back.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (IsStarted)
            {
                await SendAsync(flush: true, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the stream.</summary>
    /// <param name="failure">Why it ends early; null if it does not.</param>
    /// <param name="comesBack">Whether the caller comes back by itself, and goes on where it was: then events end without a word.</param>
    public async ValueTask EndAsync(Failure? failure, bool comesBack)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            _isEnded = true;
            IsHeldBack = false;
            if (failure is not null && !IsStarted)
            {
                _parts.FailureWriter.Write(_reply, failure);

                return;
            }

            Start();
            if (failure is not null && _reply.Exchange is { } exchange)
            {
                exchange.Fail(failure);
            }
            else if (failure is not null && !(comesBack && _asEvents))
            {
                RowForm.WriteError(_row, failure, _asEvents);
            }

            await SendAsync(flush: true, CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _turn.WaitAsync();
        _isEnded = true;
        _turn.Release();
        _row.Dispose();
    }

    private void Start()
    {
        if (IsStarted)
        {
            return;
        }

        IsStarted = true;
        OnStart?.Invoke();
        _parts.Headers.Copy(Metadata, _reply.Headers);
        _reply.Headers.ContentType = RowForm.ContentType(_asEvents);
        RowForm.WriteStart(_row, _asEvents);
    }

    // Half a row is never sent: one that cannot be written is as if it had not come.
    private void AddRow(ReadOnlyMemory<byte> message)
    {
        var (length, wasStarted) = (_row.Length, IsStarted);
        try
        {
            Start();
            _rows.WriteRow(_row, message, _asEvents);
        }
        catch (RpcException)
        {
            _row.Truncate(length);
            IsStarted = wasStarted;
            throw;
        }
    }

    private async ValueTask SendAsync(bool flush, CancellationToken cancellationToken)
    {
        // Whoever reads only later is given more at once, but not without end.
        if (IsHeldBack && _row.Length < LargestHeldBack)
        {
            return;
        }

        _reply.Writer.Write(_row.Written);
        _row.Clear();
        if (flush || _reply.Writer.UnflushedBytes > LargestBatch)
        {
            if (AroundSending is null || _reply.HasStarted)
            {
                await _reply.Writer.FlushAsync(cancellationToken);
            }
            else
            {
                await AroundSending(async () => await _reply.Writer.FlushAsync(cancellationToken));
            }
        }
    }

    private void Beat()
    {
        if (!_turn.Wait(0))
        {
            BeatAgainAfter(_parts.Options.KeepAlive); // a row is being sent

            return;
        }

        var quiet = IsStarted ? _parts.Clock.GetElapsedTime(_sentAt) : _parts.Options.KeepAlive;
        if (_isEnded || IsHeldBack || quiet < _parts.Options.KeepAlive)
        {
            _turn.Release();
            BeatAgainAfter(_parts.Options.KeepAlive - quiet);

            return;
        }

        _ = BeatAsync();
    }

    private void BeatAgainAfter(TimeSpan time) =>
        _timer.Change(time > TimeSpan.Zero ? time : _parts.Options.KeepAlive, Timeout.InfiniteTimeSpan);

    private async Task BeatAsync()
    {
        try
        {
            Start();
            RowForm.WriteBeat(_row, _asEvents);
            _sentAt = _parts.Clock.GetTimestamp();
            await SendAsync(flush: true, CancellationToken.None);
            BeatAgainAfter(_parts.Options.KeepAlive);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The caller has gone; the call is cancelled for that reason, and ends the stream.
        }
        finally
        {
            _turn.Release();
        }
    }
}

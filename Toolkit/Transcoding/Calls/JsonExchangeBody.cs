using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Where a call with JSON is answered: one text, or rows that are given away as they come.</summary>
internal sealed class JsonExchangeBody(JsonExchange exchange, Func<ReadOnlyMemory<byte>, ValueTask<bool>>? onMessage)
    : PipeWriter, IHttpResponseBodyFeature, IDisposable
{
    private static readonly int RowStart = "{\"result\":".Length;

    private readonly PooledBuffer _buffer = new();

    public Stream Stream => AsStream();

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => onMessage is null ? 0 : _buffer.Length;

    public override void Advance(int bytes) => _buffer.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        await exchange.StartAsync();
        if (onMessage is not null && exchange.StatusCode == StatusCodes.Status200OK)
        {
            await GiveRowsAsync();
        }

        return default;
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public void DisableBuffering()
    {
    }

    public async Task StartAsync(CancellationToken cancellationToken = default) => await exchange.StartAsync();

    public async Task CompleteAsync() => await FlushAsync();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    /// <summary>Returns what was written, without the line break at its end.</summary>
    public byte[] TakeText() => _buffer.Written.TrimEnd((byte)'\n').ToArray();

    public void Dispose() => _buffer.Dispose();

    private async ValueTask GiveRowsAsync()
    {
        var rows = _buffer.WrittenMemory;
        while (!exchange.IsStopped && rows.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            // {"result":…}, which Streams/RowForm writes; errors do not come as rows.
            if (!await onMessage!(rows[RowStart..(end - 1)]))
            {
                await exchange.StopAsync();
            }

            rows = rows[(end + 1)..];
        }

        _buffer.RemoveFirst(_buffer.Length - rows.Length);
    }
}

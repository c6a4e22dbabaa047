using System.Net;

namespace CodeFirst.Calling.Connections;

/// <summary>
/// What a call sends. When the other end refuses a request, or goes away, SocketsHttpHandler sends the request again by itself. A unary
/// call then writes its message again. A call that streams would go on writing to the request that was refused, for ever, and the other
/// one would be empty: its body is flushed while it is empty. That breaks the request off, which is UNAVAILABLE.
/// </summary>
internal sealed class NeverEmptyContent : HttpContent
{
    private readonly HttpContent _inner;
    private bool _wasSent;

    public NeverEmptyContent(HttpContent inner)
    {
        _inner = inner;
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_wasSent)
        {
            return SendAgainAsync(stream, context, cancellationToken);
        }

        _wasSent = true;

        return _inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task SendAgainAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var watched = new WatchedStream(stream);
        await _inner.CopyToAsync(watched, context, cancellationToken).ConfigureAwait(false);
        watched.ThrowIfEmpty();
    }

    // Only what is written matters: everything else goes through.
    private sealed class WatchedStream(Stream inner) : Stream
    {
        private bool _isEmpty = true;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            ThrowIfEmpty();

            return inner.FlushAsync(cancellationToken);
        }

        public void ThrowIfEmpty()
        {
            if (_isEmpty)
            {
                throw new IOException("The connection was closed before the call was sent.");
            }
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            _isEmpty = false;
            inner.Write(buffer, offset, count);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _isEmpty = false;

            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

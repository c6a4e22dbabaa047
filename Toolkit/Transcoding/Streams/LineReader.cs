using System.Buffers;
using System.IO.Pipelines;
using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Errors;

namespace CodeFirst.Transcoding.Streams;

/// <summary>Reads the messages of a stream of lines, each of which is JSON. Empty lines count, and are skipped.</summary>
internal sealed class LineReader : IDisposable
{
    private readonly RoutePlan _plan;
    private readonly RequestInput _request;
    private readonly PipeReader _reader;
    private readonly int _limit;
    private long _line;

    public LineReader(RoutePlan plan, RequestInput request, Reply reply)
    {
        _plan = plan;
        _request = request;
        _reader = HttpBody.Open(request, reply);
        _limit = plan.Parts.Options.MaxRequestBytes;
    }

    /// <summary>Writes the next message; false if there is none.</summary>
    /// <exception cref="RequestError">The line is no message, or too long; the error names the line.</exception>
    public async ValueTask<bool> ReadAsync(PooledBuffer message, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await HttpBody.ReadPartAsync(_reader, _request.Verb, cancellationToken);
            var buffer = result.Buffer;
            if (result.IsCanceled)
            {
                _reader.AdvanceTo(buffer.Start);

                return false;
            }

            while (TryTakeLine(ref buffer, result.IsCompleted, out var line))
            {
                _line++;
                if (IsBlank(line))
                {
                    continue;
                }

                try
                {
                    Write(line, message);
                }
                finally
                {
                    _reader.AdvanceTo(buffer.Start); // or the server cannot read on
                }

                return true;
            }

            if (buffer.Length > _limit)
            {
                _reader.AdvanceTo(buffer.End);
                throw RequestError.TooLarge().AtLine(_line + 1);
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return false;
            }
        }
    }

    /// <summary>Ends a read that waits for more.</summary>
    public void Stop() => _reader.CancelPendingRead();

    public void Dispose()
    {
        if (_reader != _request.Body)
        {
            _reader.Complete();
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isAll, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));

            return true;
        }

        line = buffer;
        if (!isAll || buffer.IsEmpty)
        {
            return false;
        }

        buffer = buffer.Slice(buffer.End);

        return true;
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }

    private void Write(in ReadOnlySequence<byte> line, PooledBuffer message)
    {
        if (line.Length > _limit)
        {
            throw RequestError.TooLarge().AtLine(_line);
        }

        try
        {
            _plan.Requests.Assemble(_request, line, message);
        }
        catch (RequestError error)
        {
            throw error.AtLine(_line);
        }
    }
}

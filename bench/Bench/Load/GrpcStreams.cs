using System.Buffers.Binary;
using System.Diagnostics;

namespace CodeFirst.Bench.Load;

/// <summary>Streams of one method on one connection.</summary>
internal sealed class GrpcStreams : IDisposable
{
    private const int Prefix = 5;

    private readonly Http2Connection _connection;
    private readonly Dictionary<int, int> _missing = []; // bytes of a message that has not come yet, by stream
    private int _open;

    private GrpcStreams(Http2Connection connection) => _connection = connection;

    /// <summary>How many streams that receive were begun.</summary>
    public int Streams { get; private set; }

    /// <summary>How many messages came.</summary>
    public long Messages { get; private set; }

    public static async Task<GrpcStreams> ConnectAsync(int port) => new(await Http2Connection.ConnectAsync(port));

    /// <summary>Begins streams that receive only, and returns when they are sent.</summary>
    public async Task BeginAsync(string method, ReadOnlyMemory<byte> request, int streams)
    {
        var headers = Http2Connection.HeadersFor(method);
        for (var i = 0; i < streams; i++)
        {
            _connection.Send(_connection.Begin(headers), request.Span, ends: true);
        }

        _open += streams;
        Streams += streams;
        await _connection.FlushAsync();
    }

    /// <summary>Receives until every stream has ended, or as many messages in all have come.</summary>
    public async Task ReceiveAsync(long until = long.MaxValue, Action<ReadOnlySpan<byte>>? onMessage = null)
    {
        while (_open > 0 && Messages < until)
        {
            await _connection.FillAsync();
            Take(onMessage);
            await _connection.FlushAsync();
        }
    }

    /// <summary>
    /// Sends messages on a stream of its own, at most so many before their answers, and returns when all have one. Pauses keep to the
    /// rate, in messages a second, if there is one.
    /// </summary>
    public async Task ExchangeAsync(string method, Func<int, ReadOnlyMemory<byte>> message, int count, int ahead, int rate = 0)
    {
        var stream = _connection.Begin(Http2Connection.HeadersFor(method));
        var start = Stopwatch.GetTimestamp();
        var before = Messages;
        for (var sent = 0; sent < count;)
        {
            if (rate > 0 && TimeSpan.FromSeconds((double)sent / rate) - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } pause)
            {
                await Task.Delay(pause);
            }

            while (sent < count && sent - (Messages - before) < ahead && (rate == 0 || sent <= Stopwatch.GetElapsedTime(start).TotalSeconds * rate))
            {
                _connection.Send(stream, message(sent++).Span, ends: false);
            }

            await _connection.FlushAsync();
            if (rate == 0 || sent - (Messages - before) >= ahead)
            {
                await _connection.FillAsync();
                Take(null);
            }
        }

        _connection.End(stream);
        await _connection.FlushAsync();
        _open++;
        await ReceiveAsync();
        if (Messages - before != count)
        {
            throw new InvalidOperationException($"{count} messages got {Messages - before} answers.");
        }
    }

    public void Dispose() => _connection.Dispose();

    private void Take(Action<ReadOnlySpan<byte>>? onMessage)
    {
        while (_connection.TryRead(out var frame))
        {
            if (frame.Type == Frame.Data)
            {
                Count(frame, onMessage);
            }

            if (frame.Ends)
            {
                GrpcLoad.CheckStatus(frame);
                _open--;
            }
        }
    }

    // A frame may hold several messages, and a message may be in several frames. Kestrel never splits the prefix of a small one, as it
    // writes a message at once; if it did, the number of messages would be wrong, and that is checked.
    private void Count(Frame frame, Action<ReadOnlySpan<byte>>? onMessage)
    {
        var rest = frame.Payload;
        _missing.Remove(frame.Stream, out var missing);
        while (rest.Length > 0)
        {
            if (missing == 0)
            {
                if (rest.Length < Prefix)
                {
                    throw new InvalidOperationException("A frame ends in the prefix of a message, which this load generator cannot read.");
                }

                missing = BinaryPrimitives.ReadInt32BigEndian(rest[1..]);
                rest = rest[Prefix..];
                Messages++;
                if (onMessage is not null && rest.Length >= missing)
                {
                    onMessage(rest[..missing]);
                }
            }

            var taken = Math.Min(missing, rest.Length);
            rest = rest[taken..];
            missing -= taken;
        }

        if (missing > 0)
        {
            _missing[frame.Stream] = missing;
        }
    }
}

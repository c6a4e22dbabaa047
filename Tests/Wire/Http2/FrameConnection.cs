using System.Net;
using System.Net.Sockets;

namespace CodeFirst.Tests.Wire.Http2;

/// <summary>A connection that speaks HTTP/2 with prior knowledge, one frame at a time. It answers SETTINGS and PING by itself.</summary>
internal sealed class FrameConnection : IDisposable
{
    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly byte[] _header = new byte[Frame.HeaderLength];
    private NetworkStream _stream = null!;
    private int _lastStream = -1;

    private FrameConnection()
    {
    }

    /// <summary>Connects and exchanges the preface and SETTINGS.</summary>
    public static async Task<FrameConnection> OpenAsync(int port, params (int Id, uint Value)[] settings)
    {
        var connection = await ConnectAsync(port);
        await connection.SendAsync(Preface);
        await connection.SendAsync(Frames.Settings([(Frames.HeaderTableSize, 0), .. settings]));

        return connection;
    }

    /// <summary>Connects, and says nothing.</summary>
    public static async Task<FrameConnection> ConnectAsync(int port)
    {
        var connection = new FrameConnection();
        await connection._tcp.ConnectAsync(IPAddress.Loopback, port);
        connection._stream = connection._tcp.GetStream();

        return connection;
    }

    /// <summary>Returns the number of a new stream.</summary>
    public int NextStream() => _lastStream += 2;

    public Task SendAsync(params Frame[] frames) => SendAsync((byte[])[.. frames.SelectMany(frame => frame.ToBytes())]);

    public async Task SendAsync(byte[] bytes)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        await _stream.WriteAsync(bytes, patience.Token);
    }

    /// <summary>Sends, unless the server has closed the connection. Returns whether it could.</summary>
    public async Task<bool> TrySendAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes);

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Returns the next frame, or null if the connection was closed.</summary>
    public async Task<Frame?> ReadAsync(TimeSpan? limit = null)
    {
        using var patience = new CancellationTokenSource(limit ?? Patience.Limit);
        try
        {
            while (true)
            {
                await _stream.ReadExactlyAsync(_header, patience.Token);
                var payload = new byte[(_header[0] << 16) | (_header[1] << 8) | _header[2]];
                await _stream.ReadExactlyAsync(payload, patience.Token);
                var stream = ((_header[5] & 0x7f) << 24) | (_header[6] << 16) | (_header[7] << 8) | _header[8];
                var frame = new Frame(_header[3], _header[4], stream, payload);
                if (!await IsAnsweredAsync(frame))
                {
                    return frame;
                }
            }
        }
        catch (IOException) // closed, or reset
        {
            return null;
        }
    }

    /// <summary>Returns the end of a stream: its answer, or how it, or the whole connection, was ended.</summary>
    public async Task<WireAnswer> ReadAnswerAsync(int stream, TimeSpan? limit = null)
    {
        var answer = new WireAnswer();
        while (!answer.IsOver)
        {
            answer.Add(await ReadAsync(limit), stream);
        }

        return answer;
    }

    /// <summary>Returns everything that comes until the server closes the connection, as text.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        using var reader = new StreamReader(_stream, leaveOpen: true);

        return await reader.ReadToEndAsync(patience.Token);
    }

    /// <summary>Waits until the server has seen what was sent: it answers a PING only after what came before.</summary>
    public async Task PingAsync()
    {
        await SendAsync(Frames.Ping());
        while (await ReadAsync() is { } frame)
        {
            if (frame.Type == FrameType.Ping)
            {
                return;
            }
        }

        throw new IOException("The server has closed the connection.");
    }

    /// <summary>Disposing resets the connection, instead of ending it.</summary>
    public void ResetWhenClosed() => _tcp.LingerState = new LingerOption(enable: true, seconds: 0);

    public void Dispose() => _tcp.Dispose();

    private async Task<bool> IsAnsweredAsync(Frame frame)
    {
        if ((frame.Flags & Flag.Ack) != 0 && frame.Type == FrameType.Settings)
        {
            return true;
        }

        if ((frame.Flags & Flag.Ack) == 0 && frame.Type is FrameType.Settings or FrameType.Ping)
        {
            await SendAsync(new Frame(frame.Type, Flag.Ack, 0, frame.Type == FrameType.Ping ? frame.Payload : []));

            return true;
        }

        return frame.Type == FrameType.WindowUpdate;
    }
}

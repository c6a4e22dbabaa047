using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CodeFirst.Bench.Load;

/// <summary>
/// As little of HTTP/2 as a load generator for gRPC needs, so that the load costs less than the server: headers are bytes that are made
/// once, and what comes back is only counted.
/// </summary>
internal sealed class Http2Connection : IDisposable
{
    private const int FrameHeader = 9;
    private const int WindowStep = 1 << 20;
    private const uint LargestWindow = int.MaxValue;

    private readonly Socket _socket;
    private readonly ArrayBufferWriter<byte> _out = new(64 * 1024);
    private byte[] _in = new byte[256 * 1024];
    private int _start;
    private int _end;
    private int _received;
    private int _nextStream = 1;

    private Http2Connection(Socket socket) => _socket = socket;

    public static async Task<Http2Connection> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
        }
        catch
        {
            socket.Dispose();

            throw;
        }

        var connection = new Http2Connection(socket);
        connection._out.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);

        // HEADER_TABLE_SIZE 0, so that no header depends on one before; INITIAL_WINDOW_SIZE as large as it can be.
        connection.WriteFrame(Frame.Settings, 0, 0, [0, 1, 0, 0, 0, 0, 0, 4, 0x7F, 0xFF, 0xFF, 0xFF]);
        connection.WriteWindowUpdate(0, (int)(LargestWindow - 65535));

        return connection;
    }

    /// <summary>Makes the headers of calls of a method.</summary>
    public static byte[] HeadersFor(string method, params (string Name, string Value)[] more)
    {
        var bytes = new List<byte>();
        (string, string)[] headers =
        [
            (":method", "POST"), (":scheme", "http"), (":path", $"/userservice.UserService/{method}"), (":authority", "localhost"),
            ("content-type", "application/grpc"), ("te", "trailers"), .. more,
        ];
        foreach (var (name, value) in headers)
        {
            bytes.Add(0); // a literal that is not to be remembered
            foreach (var text in new[] { name, value })
            {
                bytes.Add((byte)text.Length);
                bytes.AddRange(Encoding.ASCII.GetBytes(text));
            }
        }

        return [.. bytes];
    }

    /// <summary>Begins a stream, and returns its number. Sent with the next <see cref="FlushAsync"/>.</summary>
    public int Begin(ReadOnlySpan<byte> headers)
    {
        var stream = _nextStream;
        _nextStream += 2;
        WriteFrame(Frame.Headers, Frame.EndHeaders, stream, headers);

        return stream;
    }

    /// <summary>Sends a message of gRPC.</summary>
    public void Send(int stream, ReadOnlySpan<byte> message, bool ends)
    {
        WriteHeader(Frame.Data, ends ? Frame.EndStream : (byte)0, stream, message.Length + 5);
        var prefix = _out.GetSpan(5);
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], message.Length);
        _out.Advance(5);
        _out.Write(message);
    }

    public void End(int stream) => WriteHeader(Frame.Data, Frame.EndStream, stream, 0);

    public async ValueTask FlushAsync()
    {
        for (var sent = 0; sent < _out.WrittenCount;)
        {
            sent += await _socket.SendAsync(_out.WrittenMemory[sent..]);
        }

        _out.ResetWrittenCount();
    }

    /// <summary>Waits for bytes. Throws if the connection ends.</summary>
    public async ValueTask FillAsync()
    {
        if (_start > 0)
        {
            _in.AsSpan(_start, _end - _start).CopyTo(_in);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _in.Length)
        {
            Array.Resize(ref _in, _in.Length * 2);
        }

        var read = await _socket.ReceiveAsync(_in.AsMemory(_end));
        _end += read > 0 ? read : throw new IOException("The server closed the connection.");
    }

    /// <summary>Takes the next frame of a stream from the bytes that are there, and answers what concerns the connection itself.</summary>
    public bool TryRead(out Frame frame)
    {
        while (_end - _start >= FrameHeader)
        {
            var header = _in.AsSpan(_start, FrameHeader);
            var length = (header[0] << 16) | (header[1] << 8) | header[2];
            if (_end - _start < FrameHeader + length)
            {
                break;
            }

            frame = new Frame(
                header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header[5..]) & int.MaxValue,
                _in.AsSpan(_start + FrameHeader, length));
            _start += FrameHeader + length;
            if (Handle(frame))
            {
                return true;
            }
        }

        frame = default;

        return false;
    }

    public void Dispose() => _socket.Dispose();

    private bool Handle(Frame frame)
    {
        switch (frame.Type)
        {
            case Frame.Settings when (frame.Flags & Frame.Acknowledge) == 0:
                WriteFrame(Frame.Settings, Frame.Acknowledge, 0, []);

                return false;
            case Frame.Ping when (frame.Flags & Frame.Acknowledge) == 0:
                WriteFrame(Frame.Ping, Frame.Acknowledge, 0, frame.Payload);

                return false;
            case Frame.Reset or Frame.GoAway:
                throw new IOException($"The server ended {(frame.Type == Frame.Reset ? $"stream {frame.Stream}" : "the connection")}.");
            case Frame.Data:
                _received += frame.Payload.Length;
                if (_received >= WindowStep)
                {
                    WriteWindowUpdate(0, _received);
                    _received = 0;
                }

                return true;
            default:
                return frame.Type == Frame.Headers;
        }
    }

    private void WriteWindowUpdate(int stream, int bytes)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, bytes);
        WriteFrame(Frame.WindowUpdate, 0, stream, payload);
    }

    private void WriteFrame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        WriteHeader(type, flags, stream, payload.Length);
        _out.Write(payload);
    }

    private void WriteHeader(byte type, byte flags, int stream, int length)
    {
        var header = _out.GetSpan(FrameHeader);
        (header[0], header[1], header[2], header[3], header[4]) = ((byte)(length >> 16), (byte)(length >> 8), (byte)length, type, flags);
        BinaryPrimitives.WriteInt32BigEndian(header[5..], stream);
        _out.Advance(FrameHeader);
    }
}

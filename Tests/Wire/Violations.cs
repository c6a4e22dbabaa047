using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>The violations of frames and streams (row 4), and of header blocks (rows 10 and 11), with the sections of RFC 9113.</summary>
internal static class Violations
{
    private const string Protocol = "GOAWAY ProtocolError";
    private const string Size = "GOAWAY FrameSizeError";
    private const string Closed = "GOAWAY StreamClosed or RST StreamClosed";

    private static readonly byte[] Message = WireServer.Unknown();

    public static readonly Violation[] OfFrames =
    [
        new("4.2 SETTINGS larger than frames may be", Size, _ => [new(FrameType.Settings, 0, 0, new byte[16_386])]),
        new("4.2 DATA larger than frames may be", Size + " or RST FrameSizeError", h => [Headers(1, h), Frames.Data(1, new byte[16_385])]),
        new("4.3 HEADERS in the middle of a header block", Protocol, h => [Frames.Headers(1, h, endHeaders: false), Headers(3, h)]),
        new("4.3 an index that is in no table", "GOAWAY CompressionError", _ => [Headers(1, [0xff, 0x80, 0x01])]),
        new("4.3 a Huffman code that ends early", "GOAWAY CompressionError", _ => [Headers(1, [0x00, 0x81, 0xff, 0x81, 0xff])]),
        new("5.1 DATA on an idle stream", Protocol + " or GOAWAY StreamClosed", _ => [Frames.Data(1, Message)]),
        new("5.1 RST_STREAM on an idle stream", Protocol, _ => [Frames.Reset(1)]),
        new("5.1 WINDOW_UPDATE on an idle stream", Protocol, _ => [Frames.WindowUpdate(1, 1)]),
        new("5.1 DATA after the end of the stream", Closed, h => [Frames.Headers(1, h), Frames.Data(1, [0]), .. End(1)]),
        new("5.1.1 a stream with an even number", Protocol, h => [Headers(2, h)]),
        new(
            "5.1.1 a stream below the last",
            Protocol + " or GOAWAY StreamClosed",
            h => [Headers(5, h), Frames.Data(5, Message), Headers(3, h)]),
        new("5.3.1 a stream that depends on itself", Protocol + " or RST ProtocolError", _ => [Frames.Priority(1, 1)]),
        new("5.5 an unknown frame in a header block", Protocol, h => [Frames.Headers(1, h, endHeaders: false), new(0x16, 0, 0, [])]),
        new("6.1 DATA on stream 0", Protocol, _ => [Frames.Data(0, Message)]),
        new("6.1 more padding than payload", Protocol, h => [Headers(1, h), new(FrameType.Data, Flag.Padded, 1, [9, 0])]),
        new("6.2 HEADERS on stream 0", Protocol, h => [Headers(0, h)]),
        new(
            "6.2 HEADERS with more padding than payload",
            Protocol,
            _ => [new(FrameType.Headers, Flag.Padded | Flag.EndHeaders, 1, [9, 0])]),
        new("6.3 PRIORITY on stream 0", Protocol, _ => [Frames.Priority(0, 1)]),
        new("6.3 PRIORITY of four bytes", Size + " or RST FrameSizeError", _ => [new(FrameType.Priority, 0, 1, new byte[4])]),
        new("6.4 RST_STREAM on stream 0", Protocol, _ => [Frames.Reset(0)]),
        new("6.4 RST_STREAM of three bytes", Size, h => [Headers(1, h), new(FrameType.Reset, 0, 1, new byte[3])]),
        new("6.5 SETTINGS on a stream", Protocol, _ => [new(FrameType.Settings, 0, 1, [])]),
        new("6.5 SETTINGS of five bytes", Size, _ => [new(FrameType.Settings, 0, 0, new byte[5])]),
        new("6.5 an acknowledgement with settings", Size, _ => [new(FrameType.Settings, Flag.Ack, 0, new byte[6])]),
        new("6.5.2 ENABLE_PUSH of two", Protocol, _ => [Frames.Settings((Frames.EnablePush, 2))]),
        new("6.5.2 a window of 2^31", "GOAWAY FlowControlError", _ => [Frames.Settings((Frames.InitialWindowSize, 1u << 31))]),
        new("6.5.2 frames of at most 100 bytes", Protocol, _ => [Frames.Settings((Frames.MaxFrameSize, 100))]),
        new("6.6 PUSH_PROMISE of a client", Protocol, h => [Headers(1, h), new(FrameType.PushPromise, Flag.EndHeaders, 1, [0, 0, 0, 2])]),
        new("6.7 PING on a stream", Protocol, _ => [new(FrameType.Ping, 0, 1, new byte[8])]),
        new("6.7 PING of six bytes", Size, _ => [new(FrameType.Ping, 0, 0, new byte[6])]),
        new("6.8 GOAWAY on a stream", Protocol, _ => [new(FrameType.GoAway, 0, 1, new byte[8])]),
        new("6.9 a connection's window grows by zero", Protocol, _ => [Frames.WindowUpdate(0, 0)]),
        new("6.9 a stream's window grows by zero", "RST ProtocolError or " + Protocol, h => [Headers(1, h), Frames.WindowUpdate(1, 0)]),
        new("6.9 WINDOW_UPDATE of three bytes", Size, _ => [new(FrameType.WindowUpdate, 0, 0, new byte[3])]),
        new("6.9.1 a connection's window above 2^31-1", "GOAWAY FlowControlError", _ => [.. Twice(Frames.WindowUpdate(0, int.MaxValue))]),
        new(
            "6.9.1 a stream's window above 2^31-1",
            "RST FlowControlError",
            h => [Headers(1, h), .. Twice(Frames.WindowUpdate(1, int.MaxValue))]),
        new("6.10 CONTINUATION after the end of the headers", Protocol, h => [Headers(1, h), Frames.Continuation(1, h)]),
        new("6.10 CONTINUATION of another stream", Protocol, h => [Frames.Headers(1, h, endHeaders: false), Frames.Continuation(3, h)]),
        new("6.10 CONTINUATION on stream 0", Protocol, h => [Frames.Headers(1, h, endHeaders: false), Frames.Continuation(0, h)]),
    ];

    /// <summary>The headers that are wrong, in place of, or after, those of a call.</summary>
    public static readonly (string Name, (string Name, string? Value)[] Headers)[] OfHeaders =
    [
        ("8.1.1 a content-length that is not that of the body", [("content-length", "1000")]),
        ("8.2 an upper-case name", [("X-Upper", "1")]),
        ("8.2.1 CR and LF in a value", [("x-crlf", "1\r\nx-other: 2")]),
        ("8.2.1 NUL in a value", [("x-nul", "a\0b")]),
        ("8.2.1 a name with a space", [("x y", "1")]),
        ("8.2.2 connection", [("connection", "keep-alive")]),
        ("8.2.2 transfer-encoding", [("transfer-encoding", "chunked")]),
        ("8.2.2 te: gzip", [("te", "gzip")]),
        ("8.3 a pseudo-header that does not exist", [(":unknown", "1")]),
        ("8.3 a pseudo-header of responses", [(":status", "200")]),
        ("8.3 a pseudo-header after others", [(":path", null), ("x", "1"), (":path", "/")]),
        ("8.3.1 no path", [(":path", null)]),
        ("8.3.1 no method", [(":method", null)]),
        ("8.3.1 no scheme", [(":scheme", null)]),
        ("8.3.1 an empty path", [(":path", "")]),
        ("8.3.1 an authority that is none", [(":authority", "a b")]),
    ];

    private static Frame Headers(int stream, byte[] block) => Frames.Headers(stream, block);

    private static Frame[] End(int stream) => [Frames.Data(stream, [0, 0, 0, 0]), Frames.Data(stream, [0])];

    private static Frame[] Twice(Frame frame) => [frame, frame];
}

using System.Buffers.Binary;

namespace CodeFirst.Tests.Wire.Http2;

/// <summary>Makes frames that a client may send.</summary>
internal static class Frames
{
    public const int HeaderTableSize = 1;
    public const int EnablePush = 2;
    public const int InitialWindowSize = 4;
    public const int MaxFrameSize = 5;

    public static Frame Settings(params (int Id, uint Value)[] settings)
    {
        var payload = new byte[settings.Length * 6];
        for (var i = 0; i < settings.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(i * 6), (ushort)settings[i].Id);
            BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan((i * 6) + 2), settings[i].Value);
        }

        return new Frame(FrameType.Settings, Flag.None, 0, payload);
    }

    public static Frame Headers(int stream, byte[] block, bool endStream = false, bool endHeaders = true) => new(
        FrameType.Headers,
        (byte)((endStream ? Flag.EndStream : 0) | (endHeaders ? Flag.EndHeaders : 0)),
        stream,
        block);

    public static Frame Continuation(int stream, byte[] block, bool endHeaders = true) =>
        new(FrameType.Continuation, endHeaders ? Flag.EndHeaders : Flag.None, stream, block);

    public static Frame Data(int stream, byte[] payload, bool endStream = true) =>
        new(FrameType.Data, endStream ? Flag.EndStream : Flag.None, stream, payload);

    public static Frame Reset(int stream, ErrorCode error = ErrorCode.Cancel) => new(FrameType.Reset, Flag.None, stream, Number((uint)error));

    public static Frame WindowUpdate(int stream, uint increment) => new(FrameType.WindowUpdate, Flag.None, stream, Number(increment));

    public static Frame Ping(byte flags = Flag.None) => new(FrameType.Ping, flags, 0, new byte[8]);

    public static Frame Priority(int stream, uint dependency) => new(FrameType.Priority, Flag.None, stream, [.. Number(dependency), 16]);

    public static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);

        return bytes;
    }
}

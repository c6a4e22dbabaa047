using System.Buffers.Binary;

namespace CodeFirst.Tests.Wire.Http2;

/// <summary>One frame of HTTP/2, right or wrong.</summary>
internal sealed record Frame(byte Type, byte Flags, int Stream, byte[] Payload)
{
    public const int HeaderLength = 9;

    /// <summary>Gets the error code of RST_STREAM or GOAWAY.</summary>
    public ErrorCode Error => (ErrorCode)BinaryPrimitives.ReadInt32BigEndian(Payload.AsSpan(Type == FrameType.GoAway ? 4 : 0));

    public bool EndsStream => Type is FrameType.Data or FrameType.Headers && (Flags & Flag.EndStream) != 0;

    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderLength + Payload.Length];
        bytes[0] = (byte)(Payload.Length >> 16);
        bytes[1] = (byte)(Payload.Length >> 8);
        bytes[2] = (byte)Payload.Length;
        bytes[3] = Type;
        bytes[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), Stream);
        Payload.CopyTo(bytes, HeaderLength);

        return bytes;
    }
}

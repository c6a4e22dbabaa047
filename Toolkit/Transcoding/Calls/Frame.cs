using System.Buffers.Binary;
using Grpc.Core;

namespace CodeFirst.Transcoding.Calls;

/// <summary>The form of messages in gRPC: a flag for compression, the length in four bytes, the message.</summary>
internal static class Frame
{
    public const int HeaderLength = 5;

    /// <summary>Makes room for the header of a message that is written next; returns where it is.</summary>
    public static int Begin(PooledBuffer buffer)
    {
        var start = buffer.Length;
        buffer.GetSpan(HeaderLength);
        buffer.Advance(HeaderLength);

        return start;
    }

    /// <summary>Writes the header of the message that ends here.</summary>
    public static void End(PooledBuffer buffer, int start)
    {
        var header = buffer.Bytes.Slice(start, HeaderLength);
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], buffer.Length - start - HeaderLength);
    }

    /// <summary>Takes the first message off frames; false if it is not all there.</summary>
    public static bool TryRead(ref ReadOnlyMemory<byte> frames, out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (frames.Length < HeaderLength)
        {
            return false;
        }

        var header = frames.Span;
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (header[0] != 0)
        {
            // No grpc-accept-encoding was sent, so nothing may be compressed.
            throw new RpcException(new Status(StatusCode.Internal, "The service has compressed a message without being asked to."));
        }

        if (length > frames.Length - HeaderLength)
        {
            return false;
        }

        message = frames.Slice(HeaderLength, (int)length);
        frames = frames[(HeaderLength + (int)length)..];

        return true;
    }
}

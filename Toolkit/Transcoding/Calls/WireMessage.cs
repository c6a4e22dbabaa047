using Grpc.Core;

namespace CodeFirst.Transcoding.Calls;

/// <summary>The bytes of a message on their way to or from a service elsewhere.</summary>
internal sealed class WireMessage : IDisposable
{
    /// <summary>Writes and reads bytes as they are.</summary>
    public static Marshaller<WireMessage> Marshaller { get; } = new(Write, Read);

    public PooledBuffer Bytes { get; } = new();

    public void Dispose() => Bytes.Dispose();

    private static void Write(WireMessage message, SerializationContext context)
    {
        var bytes = message.Bytes.Written;
        context.SetPayloadLength(bytes.Length);
        var writer = context.GetBufferWriter();
        if (bytes.Length > 0)
        {
            bytes.CopyTo(writer.GetSpan(bytes.Length));
            writer.Advance(bytes.Length);
        }

        context.Complete();
    }

    private static WireMessage Read(DeserializationContext context)
    {
        var message = new WireMessage();
        var length = context.PayloadLength;
        var output = message.Bytes.GetSpan(length);
        foreach (var part in context.PayloadAsReadOnlySequence())
        {
            part.Span.CopyTo(output);
            output = output[part.Length..];
        }

        message.Bytes.Advance(length);

        return message;
    }
}

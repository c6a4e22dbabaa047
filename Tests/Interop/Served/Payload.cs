using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Type = System.Type;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>What an rpc carries in one direction, and how the server writes and reads it.</summary>
internal sealed record Payload(Type Type, bool IsStream, Func<object, byte[]> Write, Func<byte[], object> Read)
{
    private const string Content = "ProtoBuf.Grpc.Internal.BytesValue";

    public static Payload Of<T>(Marshaller<T> marshaller, bool isStream) => typeof(T).FullName == Content
        ? new(
            typeof(T),
            isStream,
            content => new BytesValue { Value = ByteString.CopyFrom((byte[])content) }.ToByteArray(),
            bytes => BytesValue.Parser.ParseFrom(bytes).Value.ToByteArray())
        : new(
            typeof(T),
            isStream,
            message => Written(marshaller, (T)message),
            bytes => marshaller.ContextualDeserializer(new Received(bytes))!);

    /// <summary>Whether the method has no such parameter or result.</summary>
    public bool IsEmpty => Type.FullName == "ProtoBuf.Grpc.Internal.Empty";

    /// <summary>Whether the method has a <see cref="Stream"/>, which travels in pieces. Each is an array of bytes here.</summary>
    public bool IsContent => Type.FullName == Content;

    private static byte[] Written<T>(Marshaller<T> marshaller, T message)
    {
        var context = new Sent();
        marshaller.ContextualSerializer(message, context);
        return context.Bytes;
    }

    private sealed class Sent : SerializationContext
    {
        private readonly ArrayBufferWriter<byte> _buffer = new();

        public byte[] Bytes { get; private set; } = [];

        public override void SetPayloadLength(int payloadLength)
        {
        }

        public override IBufferWriter<byte> GetBufferWriter() => _buffer;

        public override void Complete() => Bytes = _buffer.WrittenSpan.ToArray();

        public override void Complete(byte[] payload) => Bytes = payload;
    }

    private sealed class Received(byte[] bytes) : DeserializationContext
    {
        public override int PayloadLength => bytes.Length;

        public override byte[] PayloadAsNewBuffer() => [.. bytes];

        public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(bytes);
    }
}

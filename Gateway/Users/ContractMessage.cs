using System.Buffers;
using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf;
using SerializationContext = Grpc.Core.SerializationContext;

namespace CodeFirst.Gateway.Users;

/// <summary>Turns messages of routes into those of the contract, and back. Both are the same bytes.</summary>
internal static class ContractMessage
{
    /// <summary>Returns how messages of the contract are written and read.</summary>
    public static Marshaller<TMessage> MarshallerOf<TMessage>()
    {
        IProtoInput<ReadOnlySequence<byte>> reader = UserServiceModel.Instance;
        IProtoOutput<IBufferWriter<byte>> writer = UserServiceModel.Instance;

        return new Marshaller<TMessage>(
            (message, context) =>
            {
                writer.Serialize(context.GetBufferWriter(), message);
                context.Complete();
            },
            context => reader.Deserialize<TMessage>(context.PayloadAsReadOnlySequence()));
    }

    /// <summary>Returns a message in its other form.</summary>
    public static TTo Convert<TFrom, TTo>(Marshaller<TFrom> from, Marshaller<TTo> to, TFrom message)
    {
        var bytes = new Output();
        from.ContextualSerializer(message, bytes);

        return to.ContextualDeserializer(new Input(bytes.Written));
    }

    private sealed class Output : SerializationContext
    {
        private readonly ArrayBufferWriter<byte> _buffer = new();

        public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

        public override void Complete(byte[] payload) => _buffer.Write(payload);

        public override IBufferWriter<byte> GetBufferWriter() => _buffer;

        public override void SetPayloadLength(int payloadLength)
        {
        }

        public override void Complete()
        {
        }
    }

    private sealed class Input(ReadOnlyMemory<byte> bytes) : DeserializationContext
    {
        public override int PayloadLength => bytes.Length;

        public override byte[] PayloadAsNewBuffer() => bytes.ToArray();

        public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(bytes);
    }
}

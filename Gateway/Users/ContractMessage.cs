using System.Buffers;
using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf;
using SerializationContext = Grpc.Core.SerializationContext;

namespace CodeFirst.Gateway.Users;

/// <summary>Turns messages of routes into those of the contract, and back. Both are the same bytes.</summary>
internal static class ContractMessage
{
    private static readonly IProtoInput<ReadOnlySequence<byte>> Reader = UserServiceModel.Instance;
    private static readonly IProtoOutput<IBufferWriter<byte>> Writer = UserServiceModel.Instance;

    public static Marshaller<TMessage> MarshallerOf<TMessage>() => OfContract<TMessage>.Marshaller;

    /// <summary>Returns a message of a route as one of the contract.</summary>
    public static TMessage Read<TOther, TMessage>(Marshaller<TOther> other, TOther message) =>
        Convert(other, MarshallerOf<TMessage>(), message);

    /// <summary>Returns a message of the contract as one of a route.</summary>
    public static TOther Write<TMessage, TOther>(Marshaller<TOther> other, TMessage message) =>
        Convert(MarshallerOf<TMessage>(), other, message);

    private static TTo Convert<TFrom, TTo>(Marshaller<TFrom> from, Marshaller<TTo> to, TFrom message)
    {
        var bytes = new Output();
        from.ContextualSerializer(message, bytes);

        return to.ContextualDeserializer(new Input(bytes.Written));
    }

    private static class OfContract<TMessage>
    {
        public static Marshaller<TMessage> Marshaller { get; } = new(
            static (message, context) =>
            {
                Writer.Serialize(context.GetBufferWriter(), message);
                context.Complete();
            },
            static context => Reader.Deserialize<TMessage>(context.PayloadAsReadOnlySequence()));
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

using System.Buffers;
using Grpc.Core;

namespace CodeFirst.Hosting.Marshalling;

/// <summary>Gives the marshaller the message in the order that it can read.</summary>
internal sealed class OrderedContext(ReadOnlySequence<byte> message) : DeserializationContext
{
    public override int PayloadLength => (int)message.Length;

    public override byte[] PayloadAsNewBuffer() => message.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => message;
}

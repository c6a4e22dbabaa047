using System.Buffers;
using Grpc.Core;
using ProtoBuf;

namespace CodeFirst.Hosting.Marshalling;

/// <summary>
/// Puts the part of a derived type before the fields of its base. protobuf-net writes it first, and has to read it first to know what to
/// create; other languages write fields by number. The order of different fields has no meaning in protobuf, and the length stays the same.
/// Bytes that are no message stay as they are: protobuf-net says what is wrong with them.
/// </summary>
internal static class DerivedFirst
{
    // As deep as protobuf implementations read messages in messages.
    private const int MaxDepth = 100;

    /// <summary>Returns a marshaller that reads messages in any order and writes them as the inner one does.</summary>
    public static Marshaller<T> Wrap<T>(Marshaller<T> inner, MessagePlan? plan)
    {
        if (plan is null)
        {
            throw new InvalidOperationException(
                $"{typeof(T)} has no derived types and holds no message that has: its fields are read in any order anyway.");
        }

        return new Marshaller<T>(
            inner.ContextualSerializer,
            context => inner.ContextualDeserializer(new OrderedContext(Order(context.PayloadAsReadOnlySequence(), plan))));
    }

    /// <summary>Returns the message with derived parts first: as it came, if they are.</summary>
    public static ReadOnlySequence<byte> Order(ReadOnlySequence<byte> message, MessagePlan plan)
    {
        if (message.IsSingleSegment && IsOrdered(message.FirstSpan, plan, 0))
        {
            return message;
        }

        var bytes = message.ToArray();
        Order(bytes, plan, 0);

        return new ReadOnlySequence<byte>(bytes);
    }

    private static bool IsOrdered(ReadOnlySpan<byte> message, MessagePlan plan, int depth)
    {
        var reader = new FieldReader(message);
        var hasOther = false;
        while (reader.Read())
        {
            if (plan.Derived.Contains(reader.Number))
            {
                if (hasOther)
                {
                    return false;
                }
            }
            else
            {
                hasOther = true;
            }

            if (Inner(reader, plan, depth) is { } inner && !IsOrdered(message[reader.Payload], inner, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    private static void Order(Span<byte> message, MessagePlan plan, int depth)
    {
        var reader = new FieldReader(message);
        var hasOther = false;
        var isOrdered = true;
        while (reader.Read())
        {
            var isDerived = plan.Derived.Contains(reader.Number);
            isOrdered &= !(isDerived && hasOther);
            hasOther |= !isDerived;
            if (Inner(reader, plan, depth) is { } inner)
            {
                Order(message[reader.Payload], inner, depth + 1);
            }
        }

        if (!isOrdered && reader.IsAtEnd)
        {
            Move(message, plan);
        }
    }

    private static void Move(Span<byte> message, MessagePlan plan)
    {
        var rented = ArrayPool<byte>.Shared.Rent(message.Length);
        var others = new ArrayBufferWriter<byte>(message.Length);
        var length = 0;
        var reader = new FieldReader(message);
        while (reader.Read())
        {
            var field = message[reader.Field];
            if (plan.Derived.Contains(reader.Number))
            {
                field.CopyTo(rented.AsSpan(length));
                length += field.Length;
            }
            else
            {
                others.Write(field);
            }
        }

        others.WrittenSpan.CopyTo(rented.AsSpan(length));
        rented.AsSpan(0, message.Length).CopyTo(message);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static MessagePlan? Inner(FieldReader field, MessagePlan plan, int depth) =>
        field.WireType == WireType.String && depth < MaxDepth ? plan.Fields.GetValueOrDefault(field.Number) : null;
}

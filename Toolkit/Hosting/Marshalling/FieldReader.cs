using ProtoBuf;

namespace CodeFirst.Hosting.Marshalling;

/// <summary>Finds the fields of a message, without reading what is in them.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _start;
    private int _payload;
    private int _end;

    /// <summary>Gets the number of the field.</summary>
    public int Number { get; private set; }

    public WireType WireType { get; private set; }

    /// <summary>Gets where the field stands, with its tag.</summary>
    public readonly Range Field => _start.._end;

    /// <summary>Gets where the value of a field with a length stands.</summary>
    public readonly Range Payload => _payload.._end;

    /// <summary>Gets whether the message was read to its end: false for bytes that are no message.</summary>
    public readonly bool IsAtEnd => _end == _message.Length;

    /// <summary>Finds the next field. Returns false at the end, and at what is no field.</summary>
    public bool Read()
    {
        _start = _end;
        var position = _end;
        if (!TryReadVarint(ref position, out var tag) || tag >> 3 is 0 or > int.MaxValue)
        {
            return false;
        }

        Number = (int)(tag >> 3);
        WireType = (WireType)(tag & 7);
        _payload = position;
        if (!TrySkip(ref position, WireType, Number))
        {
            return false;
        }

        _end = position;

        return true;
    }

    private bool TrySkip(ref int position, WireType type, int number)
    {
        ulong size = 0;
        switch (type)
        {
            case WireType.Varint:
                return TryReadVarint(ref position, out _);
            case WireType.Fixed64:
                size = sizeof(ulong);
                break;
            case WireType.Fixed32:
                size = sizeof(uint);
                break;
            case WireType.String when TryReadVarint(ref position, out size):
                _payload = position;
                break;
            case WireType.StartGroup:
                return TrySkipGroup(ref position, number);
            default:
                return false;
        }

        if (size > (ulong)(_message.Length - position))
        {
            return false;
        }

        position += (int)size;

        return true;
    }

    // Without recursion: there may be many in each other.
    private bool TrySkipGroup(ref int position, int number)
    {
        var open = new Stack<int>([number]);
        while (open.Count > 0)
        {
            if (!TryReadVarint(ref position, out var tag))
            {
                return false;
            }

            var (inner, type) = ((int)(tag >> 3), (WireType)(tag & 7));
            if (type == WireType.StartGroup)
            {
                open.Push(inner);
            }
            else if (type == WireType.EndGroup ? open.Pop() != inner : !TrySkip(ref position, type, inner))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool TryReadVarint(ref int position, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && position < _message.Length; shift += 7)
        {
            var next = _message[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}

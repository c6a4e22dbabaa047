using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace CodeFirst.Transcoding.Json;

/// <summary>Reads the wire format. Everything that is not well-formed throws <see cref="MalformedMessageException"/>.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes, int position = 0)
{
    private const int MaxGroupDepth = 100;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; } = position;

    public readonly bool IsAtEnd => Position >= _bytes.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarint()
    {
        var position = Position;
        if ((uint)position < (uint)_bytes.Length && _bytes[position] <= 0x7F)
        {
            Position = position + 1;

            return _bytes[position];
        }

        return ReadLongVarint();
    }

    /// <summary>Returns the number of the next field and the form of its value.</summary>
    public int ReadTag(out WireFormat.WireType type)
    {
        var tag = ReadVarint();
        type = (WireFormat.WireType)(tag & 7);
        if (tag is < 8 or > uint.MaxValue || (tag & 7) > 5)
        {
            throw new MalformedMessageException($"The tag {tag} is none of the wire format.");
        }

        return (int)(tag >> 3);
    }

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();

        return length <= int.MaxValue ? Take((int)length) : throw Truncated();
    }

    /// <summary>Moves behind a value. Returns where it begins: behind its length if it has one.</summary>
    public int Skip(int number, WireFormat.WireType type, int depth = 0)
    {
        var start = Position;
        switch (type)
        {
            case WireFormat.WireType.Varint:
                ReadVarint();
                break;
            case WireFormat.WireType.Fixed64:
                Take(8);
                break;
            case WireFormat.WireType.LengthDelimited:
                var length = ReadBytes().Length;
                start = Position - length;
                break;
            case WireFormat.WireType.Fixed32:
                Take(4);
                break;
            case WireFormat.WireType.StartGroup when depth < MaxGroupDepth:
                SkipGroup(number, depth);
                break;
            default:
                throw new MalformedMessageException($"Field {number} is a group that does not begin, or is too deep.");
        }

        return start;
    }

    /// <summary>Moves behind all fields.</summary>
    public void SkipAll()
    {
        while (!IsAtEnd)
        {
            var number = ReadTag(out var type);
            Skip(number, type);
        }
    }

    private static MalformedMessageException Truncated() => new("The message ends in the middle of a field.");

    private void SkipGroup(int number, int depth)
    {
        int inner;
        while ((inner = ReadTag(out var type)) != number || type != WireFormat.WireType.EndGroup)
        {
            Skip(inner, type, depth + 1);
        }
    }

    private ulong ReadLongVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (IsAtEnd)
            {
                throw Truncated();
            }

            var next = _bytes[Position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next <= 0x7F)
            {
                return value;
            }
        }

        throw new MalformedMessageException("A number has more than ten bytes.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int count)
    {
        if (_bytes.Length - Position < count)
        {
            throw Truncated();
        }

        var part = _bytes.Slice(Position, count);
        Position += count;

        return part;
    }
}

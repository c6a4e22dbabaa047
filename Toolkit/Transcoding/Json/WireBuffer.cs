using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CodeFirst.Transcoding.Json;

/// <summary>A message in the wire format while it is made. The array comes from the pool.</summary>
internal sealed class WireBuffer : IDisposable
{
    private const int Smallest = 256;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public int Capacity => _bytes.Length;

    /// <summary>Returns room for some bytes behind what was written. <see cref="Advance"/> keeps them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Drops what was written behind a position.</summary>
    public void Truncate(int length) => Length = length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteVarint(ulong value)
    {
        var span = Reserve(10);
        var i = 0;
        while (value > 0x7F)
        {
            span[i++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[i++] = (byte)value;
        Length += i;
    }

    public void WriteFixed32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);
        Length += 4;
    }

    public void WriteFixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);
        Length += 8;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Writes bytes behind their length.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteVarint((uint)bytes.Length);
        Write(bytes);
    }

    /// <summary>Leaves a byte for the length of what follows. Returns the position for <see cref="Close"/>.</summary>
    public int Open()
    {
        WriteByte(0);

        return Length;
    }

    /// <summary>Writes the length of what was written since <see cref="Open"/>. What is longer than 127 bytes is moved.</summary>
    public void Close(int start)
    {
        var length = Length - start;
        if (length <= 0x7F)
        {
            _bytes[start - 1] = (byte)length;

            return;
        }

        var more = (BitOperations.Log2((uint)length) / 7);
        Reserve(more);
        Buffer.BlockCopy(_bytes, start, _bytes, start + more, length);
        Length = start - 1;
        WriteVarint((uint)length);
        Length += length;
    }

    /// <summary>Moves a part of what was written to an earlier position.</summary>
    public void MoveForward(int from, int to, int length)
    {
        if (from == to || length == 0)
        {
            return;
        }

        // The smaller of the two that change places is kept aside.
        var gap = from - to;
        var aside = ByteArrays.Rent(Math.Min(gap, length));
        if (length <= gap)
        {
            Buffer.BlockCopy(_bytes, from, aside, 0, length);
            Buffer.BlockCopy(_bytes, to, _bytes, to + length, gap);
            Buffer.BlockCopy(aside, 0, _bytes, to, length);
        }
        else
        {
            Buffer.BlockCopy(_bytes, to, aside, 0, gap);
            Buffer.BlockCopy(_bytes, from, _bytes, to, length);
            Buffer.BlockCopy(aside, 0, _bytes, to + length, gap);
        }

        ByteArrays.Return(aside);
    }

    /// <summary>Writes over what was written.</summary>
    public Span<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Gives the array with what was written away. <see cref="ByteArrays"/> takes it back.</summary>
    public byte[] Detach()
    {
        var bytes = _bytes;
        _bytes = [];
        Length = 0;

        return bytes;
    }

    public void Clear(int largestKept)
    {
        Length = 0;
        if (_bytes.Length > largestKept)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        ByteArrays.Return(_bytes);
        _bytes = [];
    }

    private void Grow(int count) => _bytes = ByteArrays.Grow(_bytes, Length, Math.Max(checked(Length + count), Smallest));
}

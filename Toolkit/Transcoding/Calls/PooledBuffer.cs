using System.Buffers;
using CodeFirst.Transcoding.Json;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Bytes in one array of the pool, which grows. Dispose it to give the array back.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 1024;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Gets what was written, to change it.</summary>
    public Span<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);

        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);

        return _bytes.AsSpan(Length);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>Takes an array with bytes in place of what was written.</summary>
    public void Adopt(byte[] bytes, int length)
    {
        ByteArrays.Return(_bytes);
        (_bytes, Length) = (bytes, length);
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear() => Length = 0;

    /// <summary>Forgets what was written after so many bytes.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Removes the first bytes.</summary>
    public void RemoveFirst(int count)
    {
        if (count > 0)
        {
            _bytes.AsSpan(count, Length - count).CopyTo(_bytes);
            Length -= count;
        }
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        Length = 0;
        ByteArrays.Return(bytes);
    }

    private void Reserve(int count)
    {
        count = Math.Max(count, 1);
        if (_bytes.Length - Length >= count)
        {
            return;
        }

        _bytes = ByteArrays.Grow(_bytes, Length, Math.Max(Smallest, Length + count));
    }
}

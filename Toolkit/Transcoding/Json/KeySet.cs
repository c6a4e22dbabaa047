using System.Buffers;

namespace CodeFirst.Transcoding.Json;

/// <summary>Finds keys that a map has twice. Keys are parts of one buffer; small maps are compared, large ones hashed.</summary>
internal ref struct KeySet
{
    private const int LargestCompared = 8;

    private (int Start, int Length)[] _keys;
    private int[]? _slots;
    private int _count;

    public KeySet() => _keys = ArrayPool<(int, int)>.Shared.Rent(LargestCompared);

    /// <summary>Adds a key. False if it is there already; <paramref name="index"/> is then the place among those added.</summary>
    public bool Add(scoped ReadOnlySpan<byte> buffer, int start, int length, out int index)
    {
        var key = buffer.Slice(start, length);
        if (_count >= LargestCompared && (_slots is null || _count * 2 >= _slots.Length))
        {
            Rehash(buffer);
        }

        index = _slots is null ? IndexOf(buffer, key) : SlotOf(buffer, key);
        if (_slots is not null && index < 0)
        {
            _slots[~index] = _count + 1;
        }

        if (index >= 0)
        {
            index = _slots is null ? index : _slots[index] - 1;

            return false;
        }

        if (_count == _keys.Length)
        {
            var larger = ArrayPool<(int, int)>.Shared.Rent(_count * 2);
            _keys.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<(int, int)>.Shared.Return(_keys);
            _keys = larger;
        }

        index = _count;
        _keys[_count++] = (start, length);

        return true;
    }

    public void Dispose()
    {
        ArrayPool<(int, int)>.Shared.Return(_keys);
        if (_slots is not null)
        {
            ArrayPool<int>.Shared.Return(_slots);
        }
    }

    // Keys come from callers: the hash is seeded, so nobody can choose keys that collide.
    private static int Hash(scoped ReadOnlySpan<byte> key)
    {
        var hash = default(HashCode);
        hash.AddBytes(key);

        return hash.ToHashCode() & int.MaxValue;
    }

    private readonly int IndexOf(scoped ReadOnlySpan<byte> buffer, scoped ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < _count; i++)
        {
            if (buffer.Slice(_keys[i].Start, _keys[i].Length).SequenceEqual(key))
            {
                return i;
            }
        }

        return -1;
    }

    // Returns the slot of the key, or the complement of the free one.
    private readonly int SlotOf(scoped ReadOnlySpan<byte> buffer, scoped ReadOnlySpan<byte> key)
    {
        var slot = Hash(key) % _slots!.Length;
        while (_slots[slot] != 0)
        {
            var known = _keys[_slots[slot] - 1];
            if (buffer.Slice(known.Start, known.Length).SequenceEqual(key))
            {
                return slot;
            }

            slot = slot + 1 == _slots.Length ? 0 : slot + 1;
        }

        return ~slot;
    }

    private void Rehash(scoped ReadOnlySpan<byte> buffer)
    {
        if (_slots is not null)
        {
            ArrayPool<int>.Shared.Return(_slots);
        }

        _slots = ArrayPool<int>.Shared.Rent(_count * 4);
        Array.Clear(_slots);
        for (var i = 0; i < _count; i++)
        {
            _slots[~SlotOf(buffer, buffer.Slice(_keys[i].Start, _keys[i].Length))] = i + 1;
        }
    }
}

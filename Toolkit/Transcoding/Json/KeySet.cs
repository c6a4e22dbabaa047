using System.Buffers;

namespace CodeFirst.Transcoding.Json;

/// <summary>
/// Finds keys that a map has twice. A key is the field of an entry, with its tag, in the one buffer that holds all of them; only where it
/// begins is kept. Small maps are compared, large ones hashed.
/// </summary>
internal ref struct KeySet
{
    private const int LargestCompared = 8;

    // Nine entries must not take the memory of all that the rest of a body could have.
    private const int LargestStep = 16;
    private const int LargestPooled = 64 * 1024;

    // Where the keys begin; -1 for one that is absent.
    private int[] _starts;
    private int[]? _slots;
    private int _count;

    public KeySet() => _starts = ArrayPool<int>.Shared.Rent(LargestCompared);

    /// <summary>
    /// Adds the key that begins at a position; -1 if it is absent. False if it is there already; <paramref name="index"/> is its place
    /// among those added. <paramref name="expected"/> is how many keys there may be in all: memory grows in larger steps then.
    /// </summary>
    public bool Add(scoped ReadOnlySpan<byte> buffer, int start, out int index, long expected = 0)
    {
        var more = Math.Clamp(expected, _count * 2L, _count * (long)LargestStep);
        if (_count >= LargestCompared && (_slots is null || _count * 4L >= _slots.Length * 3L))
        {
            Rehash(buffer, checked((int)(more * 3 / 2)));
        }

        var key = KeyAt(buffer, start);
        var slot = _slots is null ? 0 : SlotOf(buffer, key);
        index = _slots is null ? IndexOf(buffer, key) : _slots[slot] - 1;
        if (index >= 0)
        {
            return false;
        }

        if (_count == _starts.Length)
        {
            var larger = Rent(checked((int)more));
            _starts.AsSpan(0, _count).CopyTo(larger);
            Return(_starts);
            _starts = larger;
        }

        index = _count;
        _starts[_count++] = start;
        if (_slots is not null)
        {
            _slots[slot] = _count;
        }

        return true;
    }

    public void Dispose()
    {
        Return(_starts);
        if (_slots is not null)
        {
            Return(_slots);
        }
    }

    // The pool rounds up: to twice the size of what is a little too large.
    private static int[] Rent(int length) =>
        length <= LargestPooled ? ArrayPool<int>.Shared.Rent(length) : GC.AllocateUninitializedArray<int>(length);

    private static void Return(int[] array)
    {
        if (array.Length <= LargestPooled)
        {
            ArrayPool<int>.Shared.Return(array);
        }
    }

    private static ReadOnlySpan<byte> KeyAt(ReadOnlySpan<byte> buffer, int start)
    {
        if (start < 0)
        {
            return default;
        }

        var reader = new WireReader(buffer, start);
        reader.Skip(reader.ReadTag(out var type), type);

        return buffer[start..reader.Position];
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
            if (KeyAt(buffer, _starts[i]).SequenceEqual(key))
            {
                return i;
            }
        }

        return -1;
    }

    // Returns the slot that has the key, or the free one for it.
    private readonly int SlotOf(scoped ReadOnlySpan<byte> buffer, scoped ReadOnlySpan<byte> key)
    {
        var slot = Hash(key) % _slots!.Length;
        while (_slots[slot] != 0 && !KeyAt(buffer, _starts[_slots[slot] - 1]).SequenceEqual(key))
        {
            slot = slot + 1 == _slots.Length ? 0 : slot + 1;
        }

        return slot;
    }

    private void Rehash(scoped ReadOnlySpan<byte> buffer, int slots)
    {
        if (_slots is not null)
        {
            Return(_slots);
        }

        _slots = Rent(slots);
        Array.Clear(_slots);
        for (var i = 0; i < _count; i++)
        {
            _slots[SlotOf(buffer, KeyAt(buffer, _starts[i]))] = i + 1;
        }
    }
}

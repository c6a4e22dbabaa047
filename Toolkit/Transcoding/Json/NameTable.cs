using System.Buffers.Binary;

namespace CodeFirst.Transcoding.Json;

/// <summary>Finds the index that belongs to a name in UTF-8. The names are the contract's: callers cannot make them collide.</summary>
internal sealed class NameTable
{
    private readonly (byte[] Name, int Index)[] _slots;
    private readonly int _mask;

    public NameTable(IReadOnlyCollection<(byte[] Name, int Index)> names)
    {
        var size = 4;
        while (size < names.Count * 2)
        {
            size *= 2;
        }

        _slots = new (byte[], int)[size];
        _mask = size - 1;
        foreach (var entry in names)
        {
            // The first of two equal names counts.
            if (Find(entry.Name) < 0)
            {
                var slot = Hash(entry.Name) & _mask;
                while (_slots[slot].Name is not null)
                {
                    slot = (slot + 1) & _mask;
                }

                _slots[slot] = entry;
            }
        }
    }

    /// <summary>Returns the index, or -1 if no such name is known.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var slot = Hash(name) & _mask; _slots[slot].Name is { } known; slot = (slot + 1) & _mask)
        {
            if (name.SequenceEqual(known))
            {
                return _slots[slot].Index;
            }
        }

        return -1;
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        if (name.Length >= 4)
        {
            hash += BinaryPrimitives.ReadUInt32LittleEndian(name) * 0x9E3779B1;
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) * 0x85EBCA77;
            hash += name[name.Length / 2] * 0xC2B2AE3D;
        }
        else
        {
            foreach (var character in name)
            {
                hash = (hash * 31) + character;
            }
        }

        return (int)((hash ^ (hash >> 15)) & int.MaxValue);
    }
}

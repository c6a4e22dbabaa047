using System.Buffers.Binary;

namespace CodeFirst.Server;

/// <summary>Makes ids that sort by the time they were made: UUIDv7 with the part of the millisecond in the 12 bits that follow it (RFC 9562, 6.2).</summary>
internal static class TimeOrderedId
{
    private const int Fraction = 6; // where the version and these 12 bits are

    /// <summary>Returns <paramref name="kind"/>, a hyphen and 32 hex digits. Of ids made 250 ns or more apart, the later one is the greater.</summary>
    public static string New(string kind, DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(bytes, bigEndian: true, out _);
        var fraction = at.Ticks % TimeSpan.TicksPerMillisecond * 4096 / TimeSpan.TicksPerMillisecond;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[Fraction..], (ushort)(0x7000 | fraction));

        return $"{kind}-{new Guid(bytes, bigEndian: true):N}";
    }
}

namespace CodeFirst.Bench.Load;

/// <summary>A frame of HTTP/2. The payload is valid until the next read.</summary>
internal readonly ref struct Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;

    public const byte EndStream = 1;
    public const byte Acknowledge = 1;
    public const byte EndHeaders = 4;

    public byte Type { get; } = type;

    public byte Flags { get; } = flags;

    public int Stream { get; } = stream;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public bool Ends => (Type is Data or Headers) && (Flags & EndStream) != 0;
}

namespace CodeFirst.Tests.Wire.Http2;

/// <summary>Flags of frames.</summary>
internal static class Flag
{
    public const byte None = 0;
    public const byte Ack = 0x1;
    public const byte EndStream = 0x1;
    public const byte EndHeaders = 0x4;
    public const byte Padded = 0x8;
    public const byte Priority = 0x20;
}

using ProtoBuf.WellKnownTypes;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>A random value of a C# type that is one field on the wire: often a limit, otherwise anything.</summary>
internal static class RandomScalar
{
    /// <summary>The value, or null if the type is a message.</summary>
    public static object? Of(Type type, Random random, string[] texts)
    {
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => random.Next(2) == 0,
            TypeCode.Byte => Pick<byte>(0, 1, byte.MaxValue, (byte)random.Next(256)),
            TypeCode.SByte => Pick<sbyte>(0, -1, sbyte.MinValue, sbyte.MaxValue),
            TypeCode.Int16 => Pick<short>(0, -1, short.MinValue, short.MaxValue, (short)random.Next()),
            TypeCode.UInt16 => Pick<ushort>(0, 1, ushort.MaxValue, (ushort)random.Next()),
            TypeCode.Char => Pick('\0', 'a', '\uffff'),
            TypeCode.Int32 => Pick(0, 1, -1, int.MinValue, int.MaxValue, random.Next()),
            TypeCode.UInt32 => Pick<uint>(0, 1, uint.MaxValue, (uint)random.Next()),
            TypeCode.Int64 => Pick(0, 1, -1, long.MinValue, long.MaxValue, random.NextInt64()),
            TypeCode.UInt64 => Pick<ulong>(0, 1, ulong.MaxValue, (ulong)random.NextInt64()),
            TypeCode.Single => Pick(0f, 1.5f, -1e-30f, float.MaxValue, float.NegativeInfinity),
            TypeCode.Double => Pick(0d, 1.5, -1e-300, double.MaxValue, double.PositiveInfinity, random.NextDouble()),
            TypeCode.Decimal => Pick(0m, 1.50m, -0.001m, decimal.MaxValue),
            TypeCode.String => Pick(texts),
            TypeCode.DateTime => Pick(DateTime.UnixEpoch, DateTime.MinValue, DateTime.MaxValue, Time(random)),
            _ => OfObject(),
        };

        object? OfObject()
        {
            byte[] bytes = Pick<byte[]>([], [0], [1, 255, 128]);
            return type switch
            {
                _ when type == typeof(byte[]) => bytes,
                _ when type == typeof(ArraySegment<byte>) => new ArraySegment<byte>(bytes),
                _ when type == typeof(Memory<byte>) => new Memory<byte>(bytes),
                _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(bytes),
                _ when type == typeof(Guid) => Pick(Guid.Empty, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")),
                _ when type == typeof(TimeSpan) => Pick(
                    TimeSpan.Zero, new(-1), TimeSpan.FromDays(3), TimeSpan.FromHours(-5), new(random.NextInt64(1L << 50))),
                _ when type == typeof(DateOnly) => Pick(DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(2026, 11, random.Next(1, 31))),
                _ when type == typeof(TimeOnly) => Pick(TimeOnly.MinValue, TimeOnly.MaxValue, new TimeOnly(13, 14)),
                _ when type == typeof(nint) => Pick<nint>(0, 1, -1, nint.MaxValue),
                _ when type == typeof(nuint) => Pick<nuint>(0, 1, nuint.MaxValue),
                _ when type == typeof(Uri) => Pick(new Uri("https://example.com/a?b=c"), new Uri("relative/path", UriKind.Relative)),
                _ when type == typeof(Type) => Pick(typeof(string), typeof(Uri)),
                _ when type == typeof(Timestamp) => new Timestamp(random.Next(), random.Next(1000)),
                _ when type == typeof(Duration) => new Duration(random.Next(), random.Next(1000)),
                _ when type == typeof(Empty) => default(Empty),
                _ => null,
            };
        }

        T Pick<T>(params T[] values) => values[random.Next(values.Length)];
    }

    private static DateTime Time(Random random) => new(random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Utc);
}

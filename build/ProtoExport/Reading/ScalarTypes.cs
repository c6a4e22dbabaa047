using ProtoBuf;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The proto type of each C# type that is one value on the wire.</summary>
internal static class ScalarTypes
{
    private static readonly Dictionary<(Type, DataFormat), WireType> Types = new()
    {
        [(typeof(bool), DataFormat.Default)] = WireType.Bool,
        [(typeof(int), DataFormat.Default)] = WireType.Int32,
        [(typeof(int), DataFormat.TwosComplement)] = WireType.Int32,
        [(typeof(int), DataFormat.ZigZag)] = WireType.Sint32,
        [(typeof(int), DataFormat.FixedSize)] = WireType.Sfixed32,
        [(typeof(uint), DataFormat.Default)] = WireType.Uint32,
        [(typeof(uint), DataFormat.TwosComplement)] = WireType.Uint32,
        [(typeof(uint), DataFormat.FixedSize)] = WireType.Fixed32,
        [(typeof(long), DataFormat.Default)] = WireType.Int64,
        [(typeof(long), DataFormat.TwosComplement)] = WireType.Int64,
        [(typeof(long), DataFormat.ZigZag)] = WireType.Sint64,
        [(typeof(long), DataFormat.FixedSize)] = WireType.Sfixed64,
        [(typeof(ulong), DataFormat.Default)] = WireType.Uint64,
        [(typeof(ulong), DataFormat.TwosComplement)] = WireType.Uint64,
        [(typeof(ulong), DataFormat.FixedSize)] = WireType.Fixed64,
        [(typeof(float), DataFormat.Default)] = WireType.Float,
        [(typeof(double), DataFormat.Default)] = WireType.Double,
        [(typeof(string), DataFormat.Default)] = WireType.String,
        [(typeof(byte[]), DataFormat.Default)] = WireType.Bytes,
        [(typeof(Memory<byte>), DataFormat.Default)] = WireType.Bytes,
        [(typeof(ReadOnlyMemory<byte>), DataFormat.Default)] = WireType.Bytes,
        [(typeof(ArraySegment<byte>), DataFormat.Default)] = WireType.Bytes,
    };

    // Every value of these is a value of the proto type, but not the other way round: the comment says which are.
    private static readonly Dictionary<Type, (WireType Type, string Note)> Narrow = new()
    {
        [typeof(byte)] = (WireType.Uint32, "0 to 255."),
        [typeof(sbyte)] = (WireType.Int32, "-128 to 127."),
        [typeof(short)] = (WireType.Int32, "-32768 to 32767."),
        [typeof(ushort)] = (WireType.Uint32, "0 to 65535."),
        [typeof(char)] = (WireType.Uint32, "A UTF-16 code unit, 0 to 65535."),
        [typeof(DateOnly)] = (WireType.Int32, "A date as days since 0001-01-01, which is 0, to 3652058."),
        [typeof(TimeOnly)] = (WireType.Int64, "A time of day as units of 100 nanoseconds since midnight, 0 to 863999999999."),
    };

    private static readonly Dictionary<Type, string> Textual = new()
    {
        [typeof(Guid)] = "A UUID such as 00112233-4455-6677-8899-aabbccddeeff.",
        [typeof(decimal)] = "A decimal number such as -12.50.",
    };

    public static WireType? Find(Type type, DataFormat format) => Types.TryGetValue((type, format), out var found)
        ? found
        : format == DataFormat.Default && Narrow.TryGetValue(type, out var narrow) ? narrow.Type : null;

    /// <summary>The proto type of what is text at compatibility level 300, and a form that only .NET reads below.</summary>
    public static WireType? FindTextual(Type type, DataFormat format) =>
        format == DataFormat.Default && Textual.ContainsKey(type) ? WireType.String : null;

    /// <summary>What the proto type does not say, if there is anything.</summary>
    /// <param name="type">The C# type.</param>
    /// <param name="isAbsentWhenZero">Whether zero is not sent, so that callers read empty text.</param>
    public static string? NoteOn(Type type, bool isAbsentWhenZero)
    {
        if (Textual.TryGetValue(type, out var note))
        {
            return isAbsentWhenZero ? $"{note} Empty means zero." : note;
        }

        return Narrow.TryGetValue(type, out var narrow) ? narrow.Note : null;
    }

    /// <summary>
    /// Whether protobuf-net reads items of a list as it must: not dates and times as packed numbers, and 1970-01-01, which is an
    /// empty Timestamp, not as 0001-01-01.
    /// </summary>
    public static bool CanBeItem(Type type) => type != typeof(DateOnly) && type != typeof(TimeOnly) && type != typeof(DateTime);

    /// <summary>Whether protobuf-net reads values of a map as it must.</summary>
    public static bool CanBeMapValue(Type type) => type != typeof(DateTime);

    public static bool IsMapKey(WireType type) => type is not (WireType.Float or WireType.Double or WireType.Bytes);
}

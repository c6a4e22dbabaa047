using ProtoBuf;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The proto type of each C# type that is one value on the wire.</summary>
internal static class ScalarTypes
{
    // A number may have a format of its own: the second type is for ZigZag, the third for FixedSize.
    private static readonly Dictionary<Type, (WireType Varint, WireType? ZigZag, WireType Fixed)> Numbers = new()
    {
        [typeof(sbyte)] = (WireType.Int32, WireType.Sint32, WireType.Sfixed32),
        [typeof(short)] = (WireType.Int32, WireType.Sint32, WireType.Sfixed32),
        [typeof(int)] = (WireType.Int32, WireType.Sint32, WireType.Sfixed32),
        [typeof(long)] = (WireType.Int64, WireType.Sint64, WireType.Sfixed64),
        [typeof(nint)] = (WireType.Int64, WireType.Sint64, WireType.Sfixed64),
        [typeof(byte)] = (WireType.Uint32, null, WireType.Fixed32),
        [typeof(ushort)] = (WireType.Uint32, null, WireType.Fixed32),
        [typeof(uint)] = (WireType.Uint32, null, WireType.Fixed32),
        [typeof(ulong)] = (WireType.Uint64, null, WireType.Fixed64),
        [typeof(nuint)] = (WireType.Uint64, null, WireType.Fixed64),
    };

    // protobuf-net writes these the same in every format.
    private static readonly Dictionary<Type, WireType> Others = new()
    {
        [typeof(bool)] = WireType.Bool,
        [typeof(char)] = WireType.Uint32,
        [typeof(float)] = WireType.Float,
        [typeof(double)] = WireType.Double,
        [typeof(string)] = WireType.String,
        [typeof(Uri)] = WireType.String,
        [typeof(Type)] = WireType.String,
        [typeof(byte[])] = WireType.Bytes,
        [typeof(Memory<byte>)] = WireType.Bytes,
        [typeof(ReadOnlyMemory<byte>)] = WireType.Bytes,
        [typeof(ArraySegment<byte>)] = WireType.Bytes,
        [typeof(DateOnly)] = WireType.Int32,
        [typeof(TimeOnly)] = WireType.Int64,
    };

    // Every value of these is a value of the proto type, but not the other way round: the comment says which are.
    private static readonly Dictionary<Type, string> Notes = new()
    {
        [typeof(byte)] = "0 to 255.",
        [typeof(sbyte)] = "-128 to 127.",
        [typeof(short)] = "-32768 to 32767.",
        [typeof(ushort)] = "0 to 65535.",
        [typeof(char)] = "A UTF-16 code unit, 0 to 65535.",
        [typeof(DateOnly)] = "A date as days since 0001-01-01, which is 0, to 3652058.",
        [typeof(TimeOnly)] = "A time of day as units of 100 nanoseconds since midnight, 0 to 863999999999.",
        [typeof(Uri)] = "A URI.",
        [typeof(Type)] = "The assembly-qualified name of a .NET type.",
    };

    private static readonly Dictionary<Type, string> Textual = new()
    {
        [typeof(Guid)] = "A UUID such as 00112233-4455-6677-8899-aabbccddeeff.",
        [typeof(decimal)] = "A decimal number such as -12.50.",
    };

    /// <summary>The proto type, or null if the type is no single value or protobuf-net refuses the format.</summary>
    public static WireType? Find(Type type, DataFormat format)
    {
        if (Numbers.TryGetValue(type, out var number))
        {
            return format switch
            {
                DataFormat.ZigZag => number.ZigZag,
                DataFormat.FixedSize => number.Fixed,
                DataFormat.Group => null,
                _ => number.Varint,
            };
        }

        return Others.TryGetValue(type, out var other) ? other : null;
    }

    /// <summary>What the proto type does not say, if there is anything.</summary>
    public static string? NoteOn(Type type) => Notes.GetValueOrDefault(type);

    /// <summary>The note on a type that is text at compatibility level 300.</summary>
    /// <param name="type">The C# type.</param>
    /// <param name="isAbsentWhenZero">Whether zero is not sent, so that callers read empty text.</param>
    public static string? TextOf(Type type, bool isAbsentWhenZero) => !Textual.TryGetValue(type, out var note)
        ? null
        : isAbsentWhenZero ? $"{note} Empty means zero." : note;

    public static bool IsMapKey(WireType type) => type is not (WireType.Float or WireType.Double or WireType.Bytes or WireType.Message);
}

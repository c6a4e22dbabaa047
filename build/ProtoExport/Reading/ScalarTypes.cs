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
    };

    public static WireType? Find(Type type, DataFormat format) => Types.TryGetValue((type, format), out var found) ? found : null;

    public static bool IsMapKey(WireType type) => type is not (WireType.Float or WireType.Double or WireType.Bytes);
}

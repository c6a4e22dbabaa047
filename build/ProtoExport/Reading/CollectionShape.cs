using System.Reflection;
using ProtoBuf;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Tells lists and dictionaries from other types.</summary>
internal static class CollectionShape
{
    private static readonly HashSet<Type> Values =
        [typeof(string), typeof(byte[]), typeof(ArraySegment<byte>), typeof(Memory<byte>), typeof(ReadOnlyMemory<byte>)];

    public static bool IsCollection(Type type) => ItemOf(type) is not null;

    /// <summary>The item of a list, the KeyValuePair of a dictionary, or null for anything else. Text and bytes are no lists.</summary>
    public static Type? ItemOf(Type type) => IsOneValue(type) ? null : InterfaceOf(type, typeof(IEnumerable<>))?.GenericTypeArguments[0];

    public static (Type Key, Type Value)? MapOf(Type type) => IsOneValue(type)
        ? null
        : (InterfaceOf(type, typeof(IDictionary<,>)) ?? InterfaceOf(type, typeof(IReadOnlyDictionary<,>))) is { } map
            ? (map.GenericTypeArguments[0], map.GenericTypeArguments[1])
            : null;

    /// <summary>Whether protobuf-net reads a dictionary as a map, in which the last of two equal keys wins.</summary>
    public static bool IsMap(Type type, CompatibilityLevel level) =>
        MapOf(type) is { } map && IsMapKey(map.Key, level) && !IsCollection(map.Value);

    private static bool IsMapKey(Type type, CompatibilityLevel level) => type.IsEnum
        || (type == typeof(Guid) && level >= CompatibilityLevel.Level300)
        || Type.GetTypeCode(type) is TypeCode.String or (>= TypeCode.SByte and <= TypeCode.UInt64);

    private static bool IsOneValue(Type type) =>
        Values.Contains(type) || type.GetCustomAttribute<ProtoContractAttribute>()?.IgnoreListHandling == true;

    private static Type? InterfaceOf(Type type, Type definition) => type.GetInterfaces().Append(type)
        .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == definition);
}

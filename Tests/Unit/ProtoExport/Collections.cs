using System.Collections;
using System.Runtime.Serialization;
using ProtoBuf;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Tells lists and dictionaries from other values.</summary>
internal static class Collections
{
    private static readonly HashSet<Type> Values =
        [typeof(string), typeof(byte[]), typeof(ArraySegment<byte>), typeof(Memory<byte>), typeof(ReadOnlyMemory<byte>)];

    public static bool IsCollection(Type type) =>
        typeof(IEnumerable).IsAssignableFrom(type) && !Values.Contains(type)
        && !type.IsDefined(typeof(ProtoContractAttribute), inherit: false) && !type.IsDefined(typeof(DataContractAttribute), inherit: false);

    /// <summary>The item of a list, or the pair of a dictionary.</summary>
    public static Type ItemOf(Type type) => type.GetInterfaces().Append(type)
        .First(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GenericTypeArguments[0];

    /// <summary>Whether a dictionary is a map in proto, whose entries have no order.</summary>
    public static bool IsMap(Type type) => typeof(IDictionary).IsAssignableFrom(type)
        && ItemOf(type).GenericTypeArguments is [var key, var value]
        && !IsCollection(value)
        && (key.IsEnum || Type.GetTypeCode(key) is TypeCode.String or (>= TypeCode.SByte and <= TypeCode.UInt64));
}

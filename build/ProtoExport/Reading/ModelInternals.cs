using System.Reflection;
using System.Runtime.CompilerServices;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>What a model of protobuf-net knows and has no public member for. An update that renames them fails the first export.</summary>
internal static class ModelInternals
{
    /// <summary>The type that is written in place of this one, and the format it is written in, or null if there is none.</summary>
    public static (Type Type, DataFormat Format)? SurrogateOf(MetaType meta) =>
        SurrogateType(meta) is { } surrogate ? (surrogate, SurrogateFormat(meta)) : null;

    /// <summary>The members that are fields 1, 2 and so on of a type that protobuf-net takes for a tuple, or null for any other.</summary>
    public static IReadOnlyList<MemberInfo>? TupleOf(Type type) =>
        IsTuple(type) && TupleConstructor(null, type, out var members) is not null ? members : null;

    // What has an attribute is a contract, whatever its constructor looks like.
    private static bool IsTuple(Type type) => !type.IsEnum && !type.IsPrimitive && !ContractAttributes.AreOn(type);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "surrogateType")]
    private static extern ref Type? SurrogateType(MetaType meta);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "surrogateDataFormat")]
    private static extern ref DataFormat SurrogateFormat(MetaType meta);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "ResolveTupleConstructor")]
    private static extern ConstructorInfo? TupleConstructor(MetaType? owner, Type type, out MemberInfo[]? members);
}

using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Refuses types that protobuf-net does not send as plain messages.</summary>
internal static class MessageShape
{
    private static readonly Type[] Roots = [typeof(object), typeof(ValueType), typeof(Extensible)];

    /// <summary>Whether the type is a plain message. If not, that is reported.</summary>
    public static bool Check(MetaType meta, ProblemList problems)
    {
        var type = meta.Type;
        if (type.IsGenericType && !HasName(type))
        {
            problems.Add(
                ProblemCodes.Generic,
                type,
                "is generic, and proto has no generics.",
                "Write one message for each use; if there is one use only, [DataContract(Name = \"...\")] names it.");
            return false;
        }

        var inherits = type.BaseType is { } parent && !Roots.Contains(parent);
        if (inherits || meta.HasSubtypes || meta.BaseType is not null)
        {
            problems.Add(
                ProblemCodes.Inheritance,
                type,
                "is part of an inheritance, which only protobuf-net understands on the wire.",
                "Seal the message and hold the common part as a field; for alternatives, hold one nullable field for each.");
            return false;
        }

        if (OwnFormOf(meta) is { } form)
        {
            problems.Add(
                ProblemCodes.OwnForm,
                type,
                $"has {form}, so its fields do not say what is sent.",
                "Use a plain message in the contract, and convert it in code.");
            return false;
        }

        return true;
    }

    private static bool HasName(Type type) =>
        type.GetCustomAttribute<System.Runtime.Serialization.DataContractAttribute>()?.Name is not null
        || type.GetCustomAttribute<ProtoContractAttribute>()?.Name is not null;

    private static string? OwnFormOf(MetaType meta) => meta.Type.GetCustomAttribute<ProtoContractAttribute>() switch
    {
        _ when meta.SerializerType is not null => "a Serializer",
        _ when meta.IsGroup => "IsGroup",
        { Surrogate: not null } => "a Surrogate",
        { Origin.Length: > 0 } => "an Origin in another file",
        { IsScalar: true } => "IsScalar",
        _ => null,
    };
}

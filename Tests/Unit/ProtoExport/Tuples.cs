using System.Reflection;
using System.Runtime.Serialization;
using ProtoBuf;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Types without attributes whose constructor takes a value for each member: each is a field, in the order of the parameters.</summary>
internal static class Tuples
{
    public static IReadOnlyList<MemberInfo>? MembersOf(Type type) =>
        type.IsDefined(typeof(ProtoContractAttribute)) || type.IsDefined(typeof(DataContractAttribute))
            ? null
            : ConstructorOf(type)?.GetParameters().Select(parameter => MemberOf(type, parameter.Name!)!).ToList();

    public static ConstructorInfo? ConstructorOf(Type type) => type.GetConstructors()
        .Where(candidate => candidate.GetParameters() is { Length: > 0 } parameters
            && parameters.All(parameter => MemberOf(type, parameter.Name!) is not null))
        .MaxBy(candidate => candidate.GetParameters().Length);

    public static object? ValueOf(MemberInfo member, object message) =>
        member is PropertyInfo property ? property.GetValue(message) : ((FieldInfo)member).GetValue(message);

    private static MemberInfo? MemberOf(Type type, string name) =>
        type.GetMember(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)
            .FirstOrDefault(member => member is PropertyInfo or FieldInfo);
}

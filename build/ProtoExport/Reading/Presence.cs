using System.Reflection;
using System.Runtime.CompilerServices;
using ProtoBuf;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Whether the absence of a member can be seen, as protobuf-net writes and reads it.</summary>
internal sealed class Presence
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // Of each member it is asked more than once, and the answer takes long. Shared, as a contract is read twice.
    private static readonly ConditionalWeakTable<MemberInfo, StrongBox<NullabilityInfo?>> Known = [];

    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>What is known about null as an item of a list or a value of a map.</summary>
    public NullabilityInfo? NullabilityOfItem(MemberInfo member)
    {
        // Of a bare T nothing is known: it takes the ? from what T is, and nobody can write List<Item?> there.
        var owner = member.DeclaringType!;
        if (owner.IsConstructedGenericType && owner.GetGenericTypeDefinition().GetMember(member.Name) is [PropertyInfo definition])
        {
            var type = definition.PropertyType;
            if ((type.GetElementType() ?? type.GenericTypeArguments.LastOrDefault())?.IsGenericParameter == true)
            {
                return null;
            }
        }

        var nullability = NullabilityOf(member);
        return nullability?.ElementType ?? nullability?.GenericTypeArguments.LastOrDefault();
    }

    private NullabilityInfo? NullabilityOf(MemberInfo member) =>
        Known.GetValue(member, key => new StrongBox<NullabilityInfo?>(key switch
        {
            PropertyInfo property => _nullability.Create(property),
            FieldInfo field => _nullability.Create(field),
            _ => null,
        })).Value;

    public bool IsNullable(FieldForm form) =>
        Nullable.GetUnderlyingType(form.Type) is not null || NullabilityOf(form.Where)?.ReadState == NullabilityState.Nullable;

    /// <summary>Whether another member decides if this one is sent: XSpecified, or ShouldSerializeX().</summary>
    public static bool IsDecidedByAnother(MemberInfo member) =>
        member.DeclaringType!.GetProperty($"{member.Name}Specified", Declared)?.PropertyType == typeof(bool)
        || member.DeclaringType.GetMethod($"ShouldSerialize{member.Name}", Declared, Type.EmptyTypes)?.ReturnType == typeof(bool);

    /// <summary>Whether the value is in a message of its own.</summary>
    public static bool IsWrapped(MemberInfo member) => member.IsDefined(typeof(NullWrappedValueAttribute));
}

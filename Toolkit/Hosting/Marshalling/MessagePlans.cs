using System.Collections;
using System.Diagnostics.CodeAnalysis;
using ProtoBuf.Meta;

namespace CodeFirst.Hosting.Marshalling;

/// <summary>Makes the plans of messages out of what protobuf-net's reflective model knows of their types.</summary>
[RequiresUnreferencedCode("The reflective model reads the members of types.")]
[RequiresDynamicCode("The reflective model makes code at run time.")]
internal sealed class MessagePlans(RuntimeTypeModel model)
{
    private readonly Dictionary<Type, MessagePlan> _made = [];

    /// <summary>Returns the plan of a message, or null if every order of its fields can be read anyway.</summary>
    public MessagePlan? Find(Type type)
    {
        if (!IsMessage(type))
        {
            return null;
        }

        return Make(type).Pruned();
    }

    // A derived type is sent inside its base: the plan of a message is that of the outermost one.
    private MessagePlan Make(Type type)
    {
        var meta = model[type];
        while (meta.BaseType is { } outer)
        {
            meta = outer;
        }

        return MakePart(meta);
    }

    private MessagePlan MakePart(MetaType meta)
    {
        if (_made.TryGetValue(meta.Type, out var known))
        {
            return known;
        }

        var plan = new MessagePlan();
        _made.Add(meta.Type, plan);
        foreach (var derived in meta.GetSubtypes())
        {
            plan.Derived.Add(derived.FieldNumber);
            plan.Fields[derived.FieldNumber] = MakePart(derived.DerivedType);
        }

        foreach (var field in meta.GetFields())
        {
            if (MakeField(field) is { } inner)
            {
                plan.Fields[field.FieldNumber] = inner;
            }
        }

        return plan;
    }

    private MessagePlan? MakeField(ValueMember field)
    {
        var type = field.ItemType ?? field.MemberType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!field.IsMap)
        {
            return IsMessage(type) ? Make(type) : null;
        }

        // An entry of a map is a message whose field 2 is the value.
        var value = field.MemberType.GetInterfaces().Append(field.MemberType)
            .Where(map => map.IsGenericType && map.GetGenericTypeDefinition() == typeof(IDictionary<,>))
            .Select(map => map.GenericTypeArguments[1])
            .FirstOrDefault();

        return value is not null && IsMessage(value) ? new MessagePlan { Fields = { [2] = Make(value) } } : null;
    }

    private bool IsMessage(Type type) =>
        !type.IsEnum && !typeof(IEnumerable).IsAssignableFrom(type) && model.CanSerializeContractType(type);
}

using System.Collections;
using System.Reflection;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Fills messages of any contract with values, among them all that are special on the wire.</summary>
internal sealed class RandomMessage(RuntimeTypeModel model, Random random)
{
    private const int MaxDepth = 3;

    private static readonly string[] Texts = ["", "a", "word", "zwölf €", "😀", new('x', 300), "\0\n"];

    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>What an rpc carries: a message, or a list or value that is a whole message.</summary>
    public object CreateWhole(Type type) => type == typeof(Uri)
        ? new Uri($"https://example.com/{random.Next()}")
        : typeof(IEnumerable).IsAssignableFrom(type) && !type.IsDefined(typeof(ProtoBuf.ProtoContractAttribute))
            ? Value(type, depth: 0)
            : Create(type);

    public object Create(Type type, int depth = 0)
    {
        var constructor = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []);
        var message = type.IsValueType || constructor is not null
            ? Activator.CreateInstance(type, nonPublic: true)!
            : System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (var member in model[type].GetFields())
        {
            Fill(member.Member, message, depth);
        }

        return message;
    }

    private void Fill(MemberInfo member, object message, int depth)
    {
        var type = member is PropertyInfo { PropertyType: var propertyType } ? propertyType : ((FieldInfo)member).FieldType;
        if (message.GetType().GetProperty($"{member.Name}Specified") is { } specified)
        {
            specified.SetValue(message, random.Next(2) == 0);
        }

        switch (member)
        {
            case PropertyInfo { CanWrite: false } property:
                Add((IEnumerable)property.GetValue(message)!, depth);
                break;

            case PropertyInfo property:
                property.SetValue(message, ValueOrNull(type, _nullability.Create(property).WriteState, depth));
                break;

            case FieldInfo field:
                field.SetValue(message, ValueOrNull(type, _nullability.Create(field).WriteState, depth));
                break;
        }
    }

    private object? ValueOrNull(Type type, NullabilityState state, int depth)
    {
        // Code that says nothing about null may have null as well.
        var mayBeNull = state != NullabilityState.NotNull && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null);
        return mayBeNull && (depth >= MaxDepth || random.Next(3) == 0) ? null : Value(Nullable.GetUnderlyingType(type) ?? type, depth);
    }

    private object Value(Type type, int depth)
    {
        if (type.IsEnum)
        {
            return random.Next(4) == 0 ? Enum.ToObject(type, 42) : Pick(Enum.GetValues(type).Cast<object>().ToArray());
        }

        if (type.IsArray && type != typeof(byte[]))
        {
            var items = Array.CreateInstance(type.GetElementType()!, random.Next(4));
            for (var i = 0; i < items.Length; i++)
            {
                items.SetValue(Value(type.GetElementType()!, depth + 1), i);
            }

            return items;
        }

        var isOneValue = type == typeof(string) || type == typeof(byte[]) || type == typeof(ArraySegment<byte>);
        if (typeof(IEnumerable).IsAssignableFrom(type) && !isOneValue && !type.IsDefined(typeof(ProtoBuf.ProtoContractAttribute)))
        {
            var collection = (IEnumerable)Activator.CreateInstance(ConcreteOf(type))!;
            Add(collection, depth);
            return collection;
        }

        return RandomScalar.Of(type, random, Texts) ?? Create(type, depth + 1);
    }

    private static Type ConcreteOf(Type type) => !type.IsInterface
        ? type
        : (type.GenericTypeArguments.Length == 2 ? typeof(Dictionary<,>) : typeof(List<>)).MakeGenericType(type.GenericTypeArguments);

    private void Add(IEnumerable collection, int depth)
    {
        var item = collection.GetType().GetInterfaces()
            .First(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GenericTypeArguments[0];
        var count = depth >= MaxDepth ? 0 : random.Next(4);
        for (var i = 0; i < count; i++)
        {
            if (collection is IDictionary map)
            {
                map[Value(item.GenericTypeArguments[0], depth + 1)] = Value(item.GenericTypeArguments[1], depth + 1);
            }
            else
            {
                collection.GetType().GetMethod("Add", [item])!.Invoke(collection, [Value(item, depth + 1)]);
            }
        }
    }

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];
}

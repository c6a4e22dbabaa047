using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using ProtoBuf;
using ProtoBuf.Meta;
using static CodeFirst.Tests.Unit.ProtoExport.MemberValues;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Fills messages of any contract with values, among them all that are special on the wire.</summary>
internal sealed class RandomMessage(RuntimeTypeModel model, Random random)
{
    private const int MaxDepth = 3;

    private static readonly string[] Texts = ["", "a", "word", "zwölf €", "😀", new('x', 300), "\0\n"];

    private readonly NullabilityInfoContext _nullability = new();
    private readonly Surrogates _surrogates = new(model);

    /// <summary>What an rpc carries: a message, or a list or value that is a whole message.</summary>
    public object CreateWhole(Type type)
    {
        if (type == typeof(Uri))
        {
            return new Uri($"https://example.com/{random.Next()}");
        }

        var isValue = Collections.IsCollection(type) || type == typeof(string) || type == typeof(byte[]);
        return isValue ? Value(type, depth: 0) : Create(type);
    }

    public object Create(Type type, int depth = 0)
    {
        // Not every text or number that its surrogate can hold is a time.
        if (type == typeof(DateTimeOffset))
        {
            var time = DateTimeOffset.UnixEpoch.AddSeconds(random.Next(-1_000_000_000, 1_000_000_000));
            return time.ToOffset(TimeSpan.FromMinutes(random.Next(-840, 841)));
        }

        if (_surrogates.SurrogateOf(type) is { } surrogate)
        {
            return Surrogates.Convert(Value(surrogate, depth), type);
        }

        if (Tuples.MembersOf(type) is { } items)
        {
            var values = items.Select(item => ValueOrNull(TypeOf(item), StateOf(item), depth + 1));
            return Tuples.ConstructorOf(type)!.Invoke([.. values]);
        }

        var types = ConcreteTypesOf(model[type]).ToList();
        type = types[random.Next(types.Count)];
        var constructor = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []);
        var message = type.IsValueType || constructor is not null
            ? Activator.CreateInstance(type, nonPublic: true)!
            : RuntimeHelpers.GetUninitializedObject(type);
        for (var meta = model[type]; meta is not null; meta = meta.BaseType)
        {
            foreach (var member in meta.GetFields())
            {
                Fill(member, message, depth);
            }
        }

        return message;
    }

    private static IEnumerable<Type> ConcreteTypesOf(MetaType meta)
    {
        var derived = meta.GetSubtypes().SelectMany(subtype => ConcreteTypesOf(subtype.DerivedType));
        return meta.Type.IsAbstract ? derived : derived.Prepend(meta.Type);
    }

    private void Fill(ValueMember valueMember, object message, int depth)
    {
        var member = valueMember.Member;
        if (message.GetType().GetProperty($"{member.Name}Specified") is { } specified)
        {
            specified.SetValue(message, random.Next(2) == 0);
        }

        var mayHoldNull = member.IsDefined(typeof(NullWrappedValueAttribute));
        if (member is PropertyInfo { CanWrite: false } property)
        {
            Add((IEnumerable)property.GetValue(message)!, depth, mayHoldNull);
            return;
        }

        Set(member, message, ValueOrNull(TypeOf(member), StateOf(member), depth, mayHoldNull));
    }

    private NullabilityState StateOf(MemberInfo member) =>
        (member is PropertyInfo property ? _nullability.Create(property) : _nullability.Create((FieldInfo)member)).ReadState;

    private object? ValueOrNull(Type type, NullabilityState state, int depth, bool mayHoldNull = false)
    {
        // A message that holds itself ends somewhere, whatever its annotations say.
        if (depth > 2 * MaxDepth && !type.IsValueType && type != typeof(string))
        {
            return null;
        }

        // Code that says nothing about null may have null as well.
        var mayBeNull = state != NullabilityState.NotNull && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null);
        return mayBeNull && (depth >= MaxDepth || random.Next(3) == 0) ? null : Value(type, depth, mayHoldNull);
    }

    private object Value(Type type, int depth, bool mayHoldNull = false)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return random.Next(4) == 0 ? Enum.ToObject(type, 42) : Pick(Enum.GetValues(type).Cast<object>().ToArray());
        }

        if (!Collections.IsCollection(type))
        {
            return RandomScalar.Of(type, random, Texts) ?? Create(type, depth + 1);
        }

        if (type.IsArray)
        {
            var items = Array.CreateInstance(type.GetElementType()!, random.Next(4));
            for (var i = 0; i < items.Length; i++)
            {
                items.SetValue(Item(type.GetElementType()!, depth, mayHoldNull), i);
            }

            return items;
        }

        var collection = (IEnumerable)Activator.CreateInstance(ConcreteOf(type))!;
        Add(collection, depth, mayHoldNull);
        return collection;
    }

    private static Type ConcreteOf(Type type) => !type.IsInterface
        ? type
        : (type.GenericTypeArguments.Length == 2 ? typeof(Dictionary<,>) : typeof(List<>)).MakeGenericType(type.GenericTypeArguments);

    private void Add(IEnumerable collection, int depth, bool mayHoldNull)
    {
        var item = Collections.ItemOf(collection.GetType());
        var count = depth >= MaxDepth ? 0 : random.Next(4);
        for (var i = 0; i < count; i++)
        {
            if (collection is IDictionary map)
            {
                map[Item(item.GenericTypeArguments[0], depth, mayBeNull: false)!] = Item(item.GenericTypeArguments[1], depth, mayHoldNull);
            }
            else
            {
                collection.GetType().GetMethod("Add", [item])!.Invoke(collection, [Item(item, depth, mayHoldNull)]);
            }
        }
    }

    // protobuf-net reads 1970 as 0001 in a collection at level 240, which the exported comment says.
    private object? Item(Type type, int depth, bool mayBeNull) => mayBeNull && random.Next(3) == 0
        ? null
        : Value(type, depth + 1) is var value && value is DateTime time && time == DateTime.UnixEpoch ? DateTime.UnixEpoch.AddTicks(1) : value;

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];
}

using System.Collections;
using CodeFirst.Tests.Unit.ProtoExport;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>Makes random values of whatever an rpc can carry.</summary>
internal sealed class RandomPayload(RuntimeTypeModel model, Random random)
{
    private static readonly string[] Texts = ["", "key", "zwölf €", "😀", new('x', 5000)];

    private readonly RandomMessage _messages = new(model, random);

    /// <summary>The messages of one direction of an rpc, none of them or several if it is a stream.</summary>
    public IReadOnlyList<object> CreateAll(Payload payload)
    {
        var count = payload.IsStream ? random.Next(4) : 1;
        return [.. Enumerable.Range(0, count).Select(_ => Create(payload))];
    }

    private object Create(Payload payload)
    {
        if (payload.IsEmpty)
        {
            return payload.Read([]);
        }

        if (payload.IsContent)
        {
            var content = new byte[random.Next(1, 100)];
            random.NextBytes(content);
            return payload.OfContent(content);
        }

        return Create(payload.Type);
    }

    private object Create(Type type)
    {
        if (RandomScalar.Of(type, random, Texts) is { } scalar)
        {
            return scalar;
        }

        if (type.IsArray)
        {
            return ListOf(type.GetElementType()!, asArray: true);
        }

        if (type.IsGenericType && typeof(IDictionary).IsAssignableFrom(type))
        {
            return MapOf(type);
        }

        return type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)
            ? ListOf(type.GenericTypeArguments[0], asArray: false)
            : _messages.Create(type);
    }

    private IList ListOf(Type item, bool asArray)
    {
        var items = Array.CreateInstance(item, random.Next(4));
        for (var i = 0; i < items.Length; i++)
        {
            items.SetValue(Create(item), i);
        }

        return asArray ? items : (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item), items)!;
    }

    private IDictionary MapOf(Type type)
    {
        var map = (IDictionary)Activator.CreateInstance(type)!;
        for (var i = random.Next(4); i > 0; i--)
        {
            map[Create(type.GenericTypeArguments[0])] = Create(type.GenericTypeArguments[1]);
        }

        return map;
    }
}

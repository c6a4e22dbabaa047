using CodeFirst.Tests.Unit.ProtoExport;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>Makes random values of whatever an rpc can carry.</summary>
internal sealed class RandomPayload(RuntimeTypeModel model, Random random)
{
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
            return content;
        }

        return _messages.CreateWhole(payload.Type);
    }
}

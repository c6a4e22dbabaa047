// A server with a model, surrogates and a binder configuration of its own.
// <ProtoExportModel>Depot.Wire.Configuration</ProtoExportModel>
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ProtoBuf;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace Depot;

[Service("depot.Store")]
public interface IStore
{
    ValueTask<Found> FindAsync(Wanted wanted);
}

public readonly record struct Hash(uint A, uint B);
public readonly record struct Node(int Index);

[ProtoContract]
public record Wanted
{
    [ProtoMember(1)] public IReadOnlyList<Hash> Hashes { get; init; } = new List<Hash>();
    [ProtoMember(2)] public DateTimeOffset Since { get; init; }
}

[ProtoContract]
public record Found
{
    [ProtoMember(1)] public Node Node { get; init; }
    [ProtoMember(2)] public byte[] Data { get; init; }
}

[ProtoContract]
public sealed class WireTime
{
    [ProtoMember(1)] public long Ticks { get; set; }
    [ProtoMember(2)] public int OffsetMinutes { get; set; }

    public static implicit operator WireTime(DateTimeOffset value) =>
        new() { Ticks = value.Ticks, OffsetMinutes = (int)value.Offset.TotalMinutes };

    public static implicit operator DateTimeOffset(WireTime value) =>
        value is null ? default : new(value.Ticks, TimeSpan.FromMinutes(value.OffsetMinutes));
}

public static class Wire
{
    public static RuntimeTypeModel Model { get; } = Create();

    public static BinderConfiguration Configuration { get; } =
        BinderConfiguration.Create([ProtoBufMarshallerFactory.Create(Model)]);

    private static RuntimeTypeModel Create()
    {
        var model = RuntimeTypeModel.Create("depot");
        model.SetSurrogate<Hash, (uint A, uint B)>(ToPair, ToHash);
        model.SetSurrogate<Node, int>(ToIndex, ToNode);
        model.SetSurrogate<DateTimeOffset, WireTime>();
        return model;
    }

    private static (uint A, uint B) ToPair(Hash hash) => (hash.A, hash.B);
    private static Hash ToHash((uint A, uint B) pair) => new(pair.A, pair.B);
    private static int ToIndex(Node node) => node.Index;
    private static Node ToNode(int index) => new(index);
}

using ProtoBuf;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

[ProtoContract]
public sealed record Herd
{
    [ProtoMember(1)]
    public string Reason { get; init; } = "";

    [ProtoMember(2)]
    public List<Animal> Animals { get; init; } = [];

    [ProtoMember(3)]
    public Dictionary<string, Animal> Leaders { get; init; } = [];

    [ProtoMember(4)]
    public Herd? Other { get; init; }
}

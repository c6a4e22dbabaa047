using ProtoBuf;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

[ProtoContract]
public sealed record Puppy : Dog
{
    [ProtoMember(1)]
    public bool Vaccinated { get; init; }
}

using ProtoBuf;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

[ProtoContract]
public sealed record Bird : Animal
{
    [ProtoMember(1)]
    public bool Flies { get; init; }
}

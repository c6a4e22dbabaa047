using ProtoBuf;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

[ProtoContract]
[ProtoInclude(20, typeof(Puppy))]
public record Dog : Animal
{
    [ProtoMember(1)]
    public int Age { get; init; }
}

using ProtoBuf;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

[ProtoContract]
[ProtoInclude(10, typeof(Dog))]
[ProtoInclude(11, typeof(Bird))]
public abstract record Animal
{
    [ProtoMember(1)]
    public string Name { get; init; } = "";
}

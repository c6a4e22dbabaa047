using ProtoBuf;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

[ProtoContract]
public sealed record Total
{
    [ProtoMember(1)]
    public string Text { get; init; } = "";
}

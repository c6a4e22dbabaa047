using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record Said
{
    [ProtoMember(1)]
    public string Text { get; init; } = "";
}

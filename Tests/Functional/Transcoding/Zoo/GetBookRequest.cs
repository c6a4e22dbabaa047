using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record GetBookRequest
{
    [ProtoMember(1)]
    public string Name { get; init; } = "";
}

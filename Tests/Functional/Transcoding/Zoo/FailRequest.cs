using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record FailRequest
{
    [ProtoMember(1)]
    public string How { get; init; } = "";
}

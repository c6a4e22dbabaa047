using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record LockRequest
{
    [ProtoMember(1)]
    public string Id { get; init; } = "";
}

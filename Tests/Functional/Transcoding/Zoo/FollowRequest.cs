using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record FollowRequest
{
    [ProtoMember(1)]
    public int Count { get; init; }

    [ProtoMember(2)]
    public string End { get; init; } = "";

    [ProtoMember(3)]
    public long After { get; init; }
}

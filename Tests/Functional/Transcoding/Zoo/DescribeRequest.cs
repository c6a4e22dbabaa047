using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record DescribeRequest
{
    [ProtoMember(1)]
    public int PauseMs { get; init; }
}

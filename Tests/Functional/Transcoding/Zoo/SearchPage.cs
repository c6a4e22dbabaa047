using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record SearchPage
{
    [ProtoMember(1)]
    public int PageSize { get; init; }
}

using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record Book
{
    [ProtoMember(1)]
    public string Name { get; init; } = "";

    [ProtoMember(2)]
    public string Title { get; init; } = "";

    [ProtoMember(3)]
    public long Pages { get; init; }

    [ProtoMember(4)]
    public string Etag { get; init; } = "";
}

using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record UpdateBookRequest
{
    [ProtoMember(1)]
    public string Id { get; init; } = "";

    [ProtoMember(2)]
    public string Title { get; init; } = "";

    [ProtoMember(3)]
    public string Etag { get; init; } = "";

    [ProtoMember(4)]
    public string RequestId { get; init; } = "";
}

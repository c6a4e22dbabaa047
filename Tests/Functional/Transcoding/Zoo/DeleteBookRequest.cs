using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record DeleteBookRequest
{
    [ProtoMember(1)]
    public string Id { get; init; } = "";

    [ProtoMember(2)]
    public string Etag { get; init; } = "";
}

using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record AddBookRequest
{
    [ProtoMember(1)]
    public string Shelf { get; init; } = "";

    [ProtoMember(2)]
    public string Title { get; init; } = "";
}

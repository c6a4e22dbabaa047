using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record CreateBookRequest
{
    [ProtoMember(1)]
    public string Shelf { get; init; } = "";

    [ProtoMember(2)]
    public Book? Book { get; init; }

    [ProtoMember(3)]
    public string RequestId { get; init; } = "";
}

using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record ListBooksRequest
{
    [ProtoMember(1)]
    public string Shelf { get; init; } = "";

    [ProtoMember(2)]
    public int PageSize { get; init; }

    [ProtoMember(3)]
    public string PageToken { get; init; } = "";
}

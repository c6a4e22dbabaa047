using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record ListBooksResponse
{
    [ProtoMember(1)]
    public List<Book> Books { get; init; } = [];

    [ProtoMember(2)]
    public string NextPageToken { get; init; } = "";
}

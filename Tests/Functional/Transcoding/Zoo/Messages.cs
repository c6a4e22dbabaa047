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

[ProtoContract]
public sealed record GetBookRequest
{
    [ProtoMember(1)]
    public string Name { get; init; } = "";
}

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

[ProtoContract]
public sealed record ListBooksResponse
{
    [ProtoMember(1)]
    public List<Book> Books { get; init; } = [];

    [ProtoMember(2)]
    public string NextPageToken { get; init; } = "";
}

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

[ProtoContract]
public sealed record DeleteBookRequest
{
    [ProtoMember(1)]
    public string Id { get; init; } = "";

    [ProtoMember(2)]
    public string Etag { get; init; } = "";
}

[ProtoContract]
public sealed record DeleteBookResponse;

[ProtoContract]
public sealed record FileRequest
{
    [ProtoMember(1)]
    public string Name { get; init; } = "";
}

[ProtoContract]
public sealed record ReaderRequest
{
    [ProtoMember(1)]
    public string? ReaderId { get; init; }

    [ProtoMember(2)]
    public string? Email { get; init; }
}

[ProtoContract]
public sealed record MeRequest;

[ProtoContract]
public sealed record LockRequest
{
    [ProtoMember(1)]
    public string Id { get; init; } = "";
}

[ProtoContract]
public sealed record DescribeRequest
{
    [ProtoMember(1)]
    public int PauseMs { get; init; }
}

[ProtoContract]
public sealed record FailRequest
{
    [ProtoMember(1)]
    public string How { get; init; } = "";
}

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

[ProtoContract]
public sealed record Event
{
    [ProtoMember(1)]
    public long Sequence { get; init; }

    [ProtoMember(2)]
    public string Text { get; init; } = "";
}

[ProtoContract]
public sealed record AddBookRequest
{
    [ProtoMember(1)]
    public string Shelf { get; init; } = "";

    [ProtoMember(2)]
    public string Title { get; init; } = "";
}

[ProtoContract]
public sealed record ChatMessage
{
    [ProtoMember(1)]
    public string Room { get; init; } = "";

    [ProtoMember(2)]
    public string Text { get; init; } = "";
}

[ProtoContract]
public sealed record Said
{
    [ProtoMember(1)]
    public string Text { get; init; } = "";
}

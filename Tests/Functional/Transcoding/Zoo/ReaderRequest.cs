using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record ReaderRequest
{
    [ProtoMember(1)]
    public string? ReaderId { get; init; }

    [ProtoMember(2)]
    public string? Email { get; init; }
}

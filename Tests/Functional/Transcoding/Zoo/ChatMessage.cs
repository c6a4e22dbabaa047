using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record ChatMessage
{
    [ProtoMember(1)]
    public string Room { get; init; } = "";

    [ProtoMember(2)]
    public string Text { get; init; } = "";
}

using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record LibraryEvent
{
    [ProtoMember(1)]
    public long Sequence { get; init; }

    [ProtoMember(2)]
    public string Text { get; init; } = "";
}

using ProtoBuf;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

[ProtoContract]
public sealed record SearchRequest
{
    [ProtoMember(1)]
    public string Text { get; init; } = "";

    [ProtoMember(2)]
    public List<string> Tags { get; init; } = [];

    [ProtoMember(3)]
    public SearchPage? Page { get; init; }
}

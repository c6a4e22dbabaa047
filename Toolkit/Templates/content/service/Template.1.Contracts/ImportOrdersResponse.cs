using ProtoBuf;

namespace Template._1.Contracts;

/// <summary>Says what was imported.</summary>
[ProtoContract]
public sealed record ImportOrdersResponse
{
    /// <summary>How many orders were placed.</summary>
    [ProtoMember(1, Name = "count")]
    public int Count { get; set; }
}

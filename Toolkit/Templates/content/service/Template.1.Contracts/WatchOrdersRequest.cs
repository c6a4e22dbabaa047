using ProtoBuf;

namespace Template._1.Contracts;

/// <summary>Says where the stream starts.</summary>
[ProtoContract]
public sealed record WatchOrdersRequest
{
    /// <summary>The last number that the caller has; 0 for all orders.</summary>
    [ProtoMember(1, Name = "after_number")]
    public int AfterNumber { get; set; }
}

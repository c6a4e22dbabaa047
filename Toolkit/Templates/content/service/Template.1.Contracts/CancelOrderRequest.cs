using ProtoBuf;

namespace Template._1.Contracts;

/// <summary>Names the order to cancel.</summary>
[ProtoContract]
public sealed record CancelOrderRequest
{
    /// <summary>The number that PlaceOrder returned.</summary>
    [ProtoMember(1, Name = "number")]
    public int Number { get; set; }
}

using ProtoBuf;

namespace Template._1.Contracts;

/// <summary>Names the order to get.</summary>
[ProtoContract]
public sealed record GetOrderRequest
{
    /// <summary>The number that PlaceOrder returned.</summary>
    [ProtoMember(1, Name = "number")]
    public int Number { get; set; }
}

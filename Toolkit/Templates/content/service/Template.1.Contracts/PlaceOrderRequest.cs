using ProtoBuf;

namespace Template._1.Contracts;

/// <summary>Says what to order.</summary>
[ProtoContract]
public sealed record PlaceOrderRequest
{
    /// <summary>What to order, 1 to 100 characters.</summary>
    [ProtoMember(1, Name = "item")]
    public string Item { get; set; } = "";

    /// <summary>How many pieces, 1 to 100.</summary>
    [ProtoMember(2, Name = "quantity")]
    public int Quantity { get; set; }
}

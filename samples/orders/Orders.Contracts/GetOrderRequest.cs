using ProtoBuf;

namespace Orders.Contracts;

/// <summary>Names the order to get.</summary>
[ProtoContract]
public sealed record GetOrderRequest
{
    /// <summary>The id that PlaceOrder returned.</summary>
    [ProtoMember(1, Name = "id")]
    public string Id { get; set; } = "";
}

using ProtoBuf;

namespace Orders.Contracts;

/// <summary>Names the order to pack.</summary>
[ProtoContract]
public sealed record PackOrderRequest
{
    /// <summary>The id that PlaceOrder returned.</summary>
    [ProtoMember(1, Name = "id")]
    public string Id { get; set; } = "";
}

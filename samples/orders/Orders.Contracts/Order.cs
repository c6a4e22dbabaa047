using ProtoBuf;

namespace Orders.Contracts;

/// <summary>An order.</summary>
[ProtoContract]
public sealed record Order
{
    /// <summary>Unique, given by the server.</summary>
    [ProtoMember(1, Name = "id")]
    public string Id { get; set; } = "";

    /// <summary>What was ordered.</summary>
    [ProtoMember(2, Name = "item")]
    public string Item { get; set; } = "";

    /// <summary>How many pieces.</summary>
    [ProtoMember(3, Name = "quantity")]
    public int Quantity { get; set; }

    /// <summary>Whether the order is ready to leave.</summary>
    [ProtoMember(4, Name = "is_packed")]
    public bool IsPacked { get; set; }
}

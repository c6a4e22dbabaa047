using ProtoBuf;

namespace Template._1.Contracts;

/// <summary>An order.</summary>
[ProtoContract]
public sealed record Order
{
    /// <summary>Unique and ascending, given by the server, from 1.</summary>
    [ProtoMember(1, Name = "number")]
    public int Number { get; set; }

    /// <summary>What was ordered.</summary>
    [ProtoMember(2, Name = "item")]
    public string Item { get; set; } = "";

    /// <summary>How many pieces.</summary>
    [ProtoMember(3, Name = "quantity")]
    public int Quantity { get; set; }

    /// <summary>Whether the order was cancelled.</summary>
    [ProtoMember(4, Name = "is_cancelled")]
    public bool IsCancelled { get; set; }
}

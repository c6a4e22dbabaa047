namespace Corpus;

[ServiceContract(Name = "corpus.name_clashes.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<NameClashes> EchoAsync(NameClashes request, CallContext context = default);
}

/// <summary>Names that proto does not allow, or that callers could not tell apart, of members that are fine in C#.</summary>
[ProtoContract]
public sealed class NameClashes
{
    [ProtoMember(1)]
    public string Größe { get; set; } = "";

    [ProtoMember(2, Name = "order-id")]
    public string OrderId { get; set; } = "";

    [ProtoMember(3)]
    public string order_id { get; set; } = "";

    [ProtoMember(4)]
    public string @class { get; set; } = "";

    [ProtoMember(5)]
    public int Class { get; set; }

    [ProtoMember(6)]
    public Dictionary<string, int> Items { get; set; } = [];

    [ProtoMember(7)]
    public string ItemsEntry { get; set; } = "";

    [ProtoMember(8)]
    public Dictionary<string, int> items { get; set; } = [];

    [ProtoMember(9)]
    public (int a, int A) Pair { get; set; }

    [ProtoMember(10)]
    public Länge Länge { get; set; }

    [ProtoMember(11)]
    public Color Color { get; set; }

    [ProtoMember(12)]
    public ColorDark ColorDark { get; set; }
}

public enum Länge
{
    Keine,
    [EnumMember(Value = "länger-als")]
    Länger,
}

public enum Color
{
    None,
    DarkRed,
}

/// <summary>Its Red is COLOR_DARK_RED, too.</summary>
public enum ColorDark
{
    None,
    Red,
    [EnumMember(Value = "NameClashes")]
    AsTheMessage,
}

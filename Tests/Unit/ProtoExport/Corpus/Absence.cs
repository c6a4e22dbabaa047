namespace Corpus;

[ServiceContract(Name = "corpus.absence.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Absence> EchoAsync(Absence request, CallContext context = default);
}

/// <summary>What is not sent, and what is read then.</summary>
[ProtoContract]
public sealed class Absence
{
    [ProtoMember(1, Name = "page")]
    public int Page { get; set; } = 1;

    [ProtoMember(2, Name = "size"), System.ComponentModel.DefaultValue(20)]
    public int Size { get; set; } = 20;

    [ProtoMember(3, Name = "lost"), System.ComponentModel.DefaultValue(20)]
    public int Lost { get; set; }

    [ProtoMember(4, Name = "always", IsRequired = true)]
    public int Always { get; set; } = 3;

    [ProtoMember(5, Name = "maybe")]
    public string? Maybe { get; set; } = "q";

    [ProtoMember(6, Name = "span")]
    public TimeSpan Span { get; set; } = TimeSpan.FromSeconds(1);

    [ProtoMember(7, Name = "seeded")]
    public List<int> Seeded { get; set; } = [7];

    [ProtoMember(8, Name = "overwritten", OverwriteList = true)]
    public List<int> Overwritten { get; set; } = [7];

    [ProtoMember(9, Name = "item")]
    public Item Item { get; set; } = new();

    [ProtoMember(10, Name = "ratio")]
    public double Ratio { get; set; } = 0.5;
}

[ProtoContract]
public sealed class Item
{
    [ProtoMember(1, Name = "text")]
    public string Text { get; set; } = "";
}

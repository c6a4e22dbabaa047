namespace Corpus;

[ServiceContract(Name = "corpus.narrow_numbers.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<NarrowNumbers> EchoAsync(NarrowNumbers request, CallContext context = default);
}

[DataContract]
public sealed class NarrowNumbers
{
    /// <summary>How much of it is done.</summary>
    [DataMember(Name = "percent", Order = 1)]
    public byte Percent { get; set; }

    [DataMember(Name = "small", Order = 2)]
    public sbyte Small { get; set; }

    [DataMember(Name = "short", Order = 3)]
    public short Short { get; set; }

    [DataMember(Name = "port", Order = 4)]
    public ushort Port { get; set; }

    [DataMember(Name = "letter", Order = 5)]
    public char Letter { get; set; }

    [DataMember(Name = "maybe_byte", Order = 6)]
    public byte? MaybeByte { get; set; }

    [DataMember(Name = "shorts", Order = 7)]
    public List<short> Shorts { get; set; } = [];

    [DataMember(Name = "ports", Order = 8)]
    public Dictionary<string, ushort> Ports { get; set; } = [];
}

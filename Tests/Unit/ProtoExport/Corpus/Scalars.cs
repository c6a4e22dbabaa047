namespace Corpus;

[ServiceContract(Name = "corpus.scalars.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Scalars> EchoAsync(Scalars request, CallContext context = default);
}

[DataContract]
public sealed class Scalars
{
    [DataMember(Name = "flag", Order = 1)]
    public bool Flag { get; set; }

    [DataMember(Name = "int", Order = 2)]
    public int Int { get; set; }

    [DataMember(Name = "uint", Order = 3)]
    public uint Uint { get; set; }

    [DataMember(Name = "long", Order = 4)]
    public long Long { get; set; }

    [DataMember(Name = "ulong", Order = 5)]
    public ulong Ulong { get; set; }

    [DataMember(Name = "float", Order = 6)]
    public float Float { get; set; }

    [DataMember(Name = "double", Order = 7)]
    public double Double { get; set; }

    [DataMember(Name = "text", Order = 8)]
    public string Text { get; set; } = "";

    [DataMember(Name = "bytes", Order = 9)]
    public byte[] Bytes { get; set; } = [];
}

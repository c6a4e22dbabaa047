namespace Corpus;

[ServiceContract(Name = "corpus.oblivious.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Oblivious> EchoAsync(Oblivious request, CallContext context = default);
}

#nullable disable
[DataContract]
public sealed class Oblivious
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; }

    [DataMember(Name = "bytes", Order = 2)]
    public byte[] Bytes { get; set; }

    [DataMember(Name = "number", Order = 3)]
    public int? Number { get; set; }

    [DataMember(Name = "items", Order = 4)]
    public List<string> Items { get; set; }

    [DataMember(Name = "map", Order = 5)]
    public Dictionary<string, string> Map { get; set; }
}

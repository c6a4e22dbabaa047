namespace Corpus;

[ServiceContract(Name = "corpus.refused_numbers.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedNumbers> EchoAsync(RefusedNumbers request, CallContext context = default);
}

[ProtoReserved(5)]
[ProtoReserved("old")]
[DataContract]
public sealed class RefusedNumbers
{
    [DataMember(Name = "internal", Order = 19000)]
    public string Internal { get; set; } = "";

    [DataMember(Name = "too_great", Order = 536870912)]
    public string TooGreat { get; set; } = "";

    [DataMember(Name = "first", Order = 1)]
    public string First { get; set; } = "";

    [DataMember(Name = "second", Order = 1)]
    public string Second { get; set; } = "";

    [DataMember(Name = "again", Order = 5)]
    public string Again { get; set; } = "";

    [DataMember(Name = "old", Order = 6)]
    public string Old { get; set; } = "";

    [DataMember(Name = "lost")]
    public string Lost { get; set; } = "";
}

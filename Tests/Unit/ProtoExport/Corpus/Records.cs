namespace Corpus;

[ServiceContract(Name = "corpus.records.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Records> EchoAsync(Records request, CallContext context = default);
}

[DataContract]
public sealed record Records
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; init; } = "";

    [DataMember(Name = "items", Order = 2)]
    public List<string> Items { get; init; } = [];
}

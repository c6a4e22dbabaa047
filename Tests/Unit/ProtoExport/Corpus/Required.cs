namespace Corpus;

[ServiceContract(Name = "corpus.required.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Required> EchoAsync(Required request, CallContext context = default);
}

[DataContract]
public sealed class Required
{
    [DataMember(Name = "number", Order = 1, IsRequired = true)]
    public int Number { get; set; }

    [DataMember(Name = "text", Order = 2)]
    public required string Text { get; set; }
}

namespace Corpus;

[ServiceContract(Name = "corpus.specified_pattern.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<SpecifiedPattern> EchoAsync(SpecifiedPattern request, CallContext context = default);
}

[DataContract]
public sealed class SpecifiedPattern
{
    [DataMember(Name = "count", Order = 1)]
    public int Count { get; set; }

    public bool CountSpecified { get; set; }

    [DataMember(Name = "always", Order = 2)]
    public int Always { get; set; }
}

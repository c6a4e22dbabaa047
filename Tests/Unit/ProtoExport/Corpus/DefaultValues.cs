namespace Corpus;

[ServiceContract(Name = "corpus.default_values.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<DefaultValues> EchoAsync(DefaultValues request, CallContext context = default);
}

[DataContract]
public sealed class DefaultValues
{
    [DataMember(Name = "number", Order = 1)]
    [System.ComponentModel.DefaultValue(5)]
    public int Number { get; set; } = 5;
}

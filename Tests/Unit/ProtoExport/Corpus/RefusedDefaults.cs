namespace Corpus;

[ServiceContract(Name = "corpus.refused_defaults.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedDefaults> EchoAsync(RefusedDefaults request, CallContext context = default);
}

[DataContract]
public sealed class RefusedDefaults
{
    [DataMember(Name = "number", Order = 1)]
    [System.ComponentModel.DefaultValue(5)]
    public int Number { get; set; } = 5;
}

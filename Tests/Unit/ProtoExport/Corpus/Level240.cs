namespace Corpus;

[ServiceContract(Name = "corpus.level240.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Level240> EchoAsync(Level240 request, CallContext context = default);
}

[DataContract]
[CompatibilityLevel(CompatibilityLevel.Level240)]
public sealed class Level240
{
    [DataMember(Name = "at", Order = 1)]
    public DateTime? At { get; set; }

    [DataMember(Name = "lasts", Order = 2)]
    public TimeSpan Lasts { get; set; }
}

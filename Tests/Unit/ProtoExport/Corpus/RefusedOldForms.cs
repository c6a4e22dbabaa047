namespace Corpus;

[ServiceContract(Name = "corpus.refused_old_forms.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedOldForms> EchoAsync(RefusedOldForms request, CallContext context = default);
}

[DataContract]
[CompatibilityLevel(CompatibilityLevel.Level200)]
public sealed class RefusedOldForms
{
    [DataMember(Name = "time", Order = 1)]
    public DateTime? Time { get; set; }

    [DataMember(Name = "span", Order = 2)]
    public TimeSpan Span { get; set; }

    [DataMember(Name = "id", Order = 3)]
    public Guid Id { get; set; }

    [DataMember(Name = "price", Order = 4)]
    public decimal Price { get; set; }
}

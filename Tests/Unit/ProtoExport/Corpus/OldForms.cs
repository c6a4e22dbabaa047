namespace Corpus;

[ServiceContract(Name = "corpus.old_forms.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<OldForms> EchoAsync(OldForms request, CallContext context = default);
}

[DataContract]
[CompatibilityLevel(CompatibilityLevel.Level200)]
public sealed class OldForms
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

namespace Corpus;

[ServiceContract(Name = "corpus.text_forms.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<TextForms> EchoAsync(TextForms request, CallContext context = default);
}

[DataContract]
public sealed class TextForms
{
    /// <summary>Who it is.</summary>
    [DataMember(Name = "id", Order = 1)]
    public Guid Id { get; set; }

    [DataMember(Name = "maybe_id", Order = 2)]
    public Guid? MaybeId { get; set; }

    [DataMember(Name = "price", Order = 3)]
    public decimal Price { get; set; }

    [DataMember(Name = "maybe_price", Order = 4)]
    public decimal? MaybePrice { get; set; }

    [DataMember(Name = "ids", Order = 5)]
    public List<Guid> Ids { get; set; } = [];

    [DataMember(Name = "prices", Order = 6)]
    public List<decimal> Prices { get; set; } = [];

    [DataMember(Name = "by_name", Order = 7)]
    public Dictionary<string, Guid> ByName { get; set; } = [];
}

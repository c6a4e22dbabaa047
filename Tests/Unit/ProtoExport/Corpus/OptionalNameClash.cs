namespace Corpus;

[ServiceContract(Name = "corpus.optional_name_clash.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<OptionalNameClash> EchoAsync(OptionalNameClash request, CallContext context = default);
}

[DataContract]
public sealed class OptionalNameClash
{
    [DataMember(Name = "count", Order = 1)]
    public int? Count { get; set; }

    [DataMember(Name = "X_count", Order = 2)]
    public int Other { get; set; }
}

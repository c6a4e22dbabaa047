namespace Corpus;

[ServiceContract(Name = "corpus.closed_generic.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<ClosedGeneric> EchoAsync(ClosedGeneric request, CallContext context = default);
}

[DataContract]
public sealed class Page<T>
{
    [DataMember(Name = "items", Order = 1)]
    public List<T> Items { get; set; } = [];
}

[DataContract]
public sealed class ClosedGeneric
{
    [DataMember(Name = "page", Order = 1)]
    public Page<ClosedGeneric>? Page { get; set; }
}

namespace Corpus;

[ServiceContract(Name = "corpus.refused_generic.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedGeneric> EchoAsync(RefusedGeneric request, CallContext context = default);
}

[DataContract]
public sealed class Page<T>
{
    [DataMember(Name = "items", Order = 1)]
    public List<T> Items { get; set; } = [];
}

[DataContract]
public sealed class RefusedGeneric
{
    [DataMember(Name = "page", Order = 1)]
    public Page<RefusedGeneric>? Page { get; set; }
}

namespace Corpus;

[ServiceContract(Name = "corpus.should_serialize.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<ShouldSerialize> EchoAsync(ShouldSerialize request, CallContext context = default);
}

[DataContract]
public sealed class ShouldSerialize
{
    [DataMember(Name = "count", Order = 1)]
    public int Count { get; set; }

    public bool ShouldSerializeCount() => Count != 0;
}

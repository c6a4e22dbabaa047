namespace Corpus;

[ServiceContract(Name = "corpus.not_alist.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<NotAList> EchoAsync(NotAList request, CallContext context = default);
}

[ProtoContract(IgnoreListHandling = true)]
public sealed class Bag : IEnumerable<int>
{
    [ProtoMember(1, Name = "size")]
    public int Size { get; set; }

    public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

[DataContract]
public sealed class NotAList
{
    [DataMember(Name = "bag", Order = 1)]
    public Bag? Bag { get; set; }
}

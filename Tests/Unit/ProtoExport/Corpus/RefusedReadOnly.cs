namespace Corpus;

[ServiceContract(Name = "corpus.refused_read_only.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedReadOnly> EchoAsync(RefusedReadOnly request, CallContext context = default);
}

[ProtoContract]
public sealed class RefusedReadOnly
{
    [ProtoMember(1, Name = "texts")]
    public IReadOnlyList<string> Texts { get; set; } = [];

    [ProtoMember(2, Name = "more")]
    public IEnumerable<int> More { get; set; } = new int[2];
}

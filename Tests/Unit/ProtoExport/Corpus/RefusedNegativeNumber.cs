namespace Corpus;

[ServiceContract(Name = "corpus.refused_negative_number.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedNegativeNumber> EchoAsync(RefusedNegativeNumber request, CallContext context = default);
}

[ProtoContract]
public sealed class RefusedNegativeNumber
{
    [ProtoMember(-1)]
    public int Number { get; set; }
}

namespace Corpus;

[ServiceContract(Name = "corpus.reserved_only.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<ReservedOnly> EchoAsync(ReservedOnly request, CallContext context = default);
}

[DataContract]
[ProtoReserved(1, 536870911)]
public sealed class ReservedOnly;

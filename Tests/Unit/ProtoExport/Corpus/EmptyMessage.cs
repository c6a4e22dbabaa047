namespace Corpus;

[ServiceContract(Name = "corpus.empty_message.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<EmptyMessage> EchoAsync(EmptyMessage request, CallContext context = default);
}

[DataContract]
public sealed class EmptyMessage;

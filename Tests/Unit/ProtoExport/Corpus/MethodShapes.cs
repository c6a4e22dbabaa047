namespace Corpus;

[ServiceContract(Name = "corpus.method_shapes.v1.TestService")]
public interface ITestService
{
    ValueTask<Message> Unary(Message request, CallContext context = default);

    Task<Message> UnaryTask(Message request, CancellationToken cancellationToken = default);

    Message Blocking(Message request);

    IAsyncEnumerable<Message> Down(Message request);

    ValueTask<Message> Up(IAsyncEnumerable<Message> requests);

    IAsyncEnumerable<Message> Both(IAsyncEnumerable<Message> requests, CallContext context = default);

    ValueTask NothingBack(Message request);

    ValueTask<Message> NothingIn(CallContext context = default);

    void NothingAtAll();
}

[DataContract]
public sealed class Message
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}

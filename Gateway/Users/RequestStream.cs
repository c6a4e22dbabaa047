using System.Threading.Channels;
using Grpc.Core;

namespace CodeFirst.Gateway.Users;

/// <summary>Takes the messages that a route sends, as messages of the contract.</summary>
internal sealed class RequestStream<TRequest, TMessage>(
    Marshaller<TRequest> from, Marshaller<TMessage> to, CancellationToken end) : IClientStreamWriter<TRequest>
    where TRequest : class
{
    private const int Room = 64;

    private readonly Channel<TMessage> _messages =
        Channel.CreateBounded<TMessage>(new BoundedChannelOptions(Room) { SingleReader = true, SingleWriter = true });

    public WriteOptions? WriteOptions { get; set; }

    public ChannelReader<TMessage> Messages => _messages.Reader;

    public Task WriteAsync(TRequest message) => WriteAsync(message, end);

    public Task WriteAsync(TRequest message, CancellationToken cancellationToken) =>
        _messages.Writer.WriteAsync(ContractMessage.Convert(from, to, message), cancellationToken).AsTask();

    public Task CompleteAsync()
    {
        _messages.Writer.TryComplete();

        return Task.CompletedTask;
    }
}

using System.Threading.Channels;

namespace CodeFirst.Gateway.Users;

/// <summary>Takes the messages that answer a call of a route.</summary>
internal sealed class MessageOutput<TMessage>(ChannelWriter<TMessage> messages, Action accept)
{
    /// <summary>Says that the service has accepted the call: its HTTP status is no longer open.</summary>
    public void Accept() => accept();

    public ValueTask WriteAsync(TMessage message, CancellationToken cancellationToken) => messages.WriteAsync(message, cancellationToken);
}

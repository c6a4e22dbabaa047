using System.Threading.Channels;
using Grpc.Core;

namespace CodeFirst.Gateway.Users;

/// <summary>Answers a call of a route with messages of the contract, as they are made and no faster than they are read.</summary>
internal sealed class ResponseStream<TMessage, TResponse> : IAsyncStreamReader<TResponse>, IDisposable
    where TResponse : class
{
    private const int Room = 64;

    private readonly Channel<TMessage> _messages =
        Channel.CreateBounded<TMessage>(new BoundedChannelOptions(Room) { SingleReader = true, SingleWriter = true });

    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Marshaller<TMessage> _from;
    private readonly Marshaller<TResponse> _to;
    private readonly CancellationTokenSource _end;

    public ResponseStream(Marshaller<TMessage> from, Marshaller<TResponse> to, CancellationToken cancellationToken)
    {
        _from = from;
        _to = to;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Current = null!; // until the first message is read
    }

    public TResponse Current { get; private set; }

    /// <summary>Gets the headers: they come once the service has accepted the call.</summary>
    public Task<Metadata> Headers => _headers.Task;

    /// <summary>Starts what makes the messages. Its token is cancelled when nobody reads any more.</summary>
    public void Start(Func<MessageOutput<TMessage>, CancellationToken, Task> make) => _ = RunAsync(make);

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        while (await _messages.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_messages.Reader.TryRead(out var message))
            {
                Current = ContractMessage.Convert(_from, _to, message);

                return true;
            }
        }

        return false;
    }

    // Not disposed of: it holds nothing once it is cancelled, and what makes the messages may still use its token.
    public void Dispose() => _end.Cancel();

    private async Task RunAsync(Func<MessageOutput<TMessage>, CancellationToken, Task> make)
    {
        try
        {
            await make(new MessageOutput<TMessage>(_messages.Writer, () => _headers.TrySetResult([])), _end.Token);
            _headers.TrySetResult([]);
            _messages.Writer.Complete();
        }
        catch (Exception exception)
        {
            // Whoever reads gets it; nobody has to ask for the headers.
            if (_headers.TrySetException(exception))
            {
                _ = _headers.Task.Exception;
            }

            _messages.Writer.Complete(exception);
        }
    }
}

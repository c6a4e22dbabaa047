using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace CodeFirst.Tests.Unit.Hosting.Listening;

/// <summary>A listening socket in memory.</summary>
internal sealed class FakeSocket : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<ConnectionContext> _clients = Channel.CreateUnbounded<ConnectionContext>();

    private volatile bool _isAccepting;

    public List<EndPoint> Bound { get; } = [];

    public bool HasIPv6 { get; init; } = true;

    public bool IsDisposed { get; private set; }

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.None, 0);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        Bound.Add(endpoint);
        if (!HasIPv6 && endpoint.AddressFamily == AddressFamily.InterNetworkV6)
        {
            throw new SocketException((int)SocketError.AddressFamilyNotSupported);
        }

        EndPoint = new IPEndPoint(((IPEndPoint)endpoint).Address, 5000);
        return ValueTask.FromResult<IConnectionListener>(this);
    }

    /// <summary>How many connections wait to be accepted.</summary>
    public int Waiting => _clients.Reader.Count;

    /// <summary>Whether the next connection would be accepted at once.</summary>
    public bool IsAccepting => _isAccepting;

    /// <summary>Connects a client that has sent some bytes already.</summary>
    public async Task<Client> ConnectAsync(ReadOnlyMemory<byte> bytes)
    {
        var client = new Client();
        await client.SendAsync(bytes);
        return Connect(client);
    }

    public Client Connect() => Connect(new Client());

    public void Fail(Exception failure) => _clients.Writer.TryComplete(failure);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        _isAccepting = true;
        var isOpen = await _clients.Reader.WaitToReadAsync(cancellationToken);
        _isAccepting = false;

        return isOpen && _clients.Reader.TryRead(out var client) ? client : null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _clients.Writer.TryComplete();
        return default;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }

    private Client Connect(Client client)
    {
        _clients.Writer.TryWrite(client.Connection).Should().BeTrue("the socket listens");
        return client;
    }

    internal sealed class Client
    {
        private readonly Pipe _toServer = new();
        private readonly Pipe _toClient = new();
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Client()
        {
            Connection = new Context(this);
        }

        public ConnectionContext Connection { get; }

        /// <summary>Ends when the server has closed the connection.</summary>
        public Task Closed => _closed.Task.WaitAsync(TimeSpan.FromSeconds(20));

        public bool IsClosed => _closed.Task.IsCompleted;

        public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _toServer.Writer.WriteAsync(bytes);

        public void Shutdown() => _toServer.Writer.Complete();

        public void Reset() => _toServer.Writer.Complete(new ConnectionResetException("reset"));

        private sealed class Context : DefaultConnectionContext
        {
            private readonly CancellationTokenSource _lost = new();
            private readonly Client _client;

            public Context(Client client)
                : base(Guid.NewGuid().ToString())
            {
                _client = client;
                ConnectionClosed = _lost.Token;
                Transport = new DuplexPipe(client._toServer.Reader, client._toClient.Writer);
            }

            public override void Abort(ConnectionAbortedException abortReason) => _client._toServer.Writer.Complete(abortReason);

            public override async ValueTask DisposeAsync()
            {
                await _lost.CancelAsync();
                await base.DisposeAsync();
                _client._closed.TrySetResult();
            }
        }

        private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}

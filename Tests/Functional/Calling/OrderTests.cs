using CodeFirst.Calling;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>Tests of a client of a contract that is not ours; each has its own server.</summary>
public abstract class OrderTests
{
    private readonly Stack<IAsyncDisposable> _servers = [];
    private readonly Stack<IDisposable> _clients = [];

    private protected OrderServer Server { get; private set; } = null!;

    [SetUp]
    public async Task StartServerAsync() => Server = await KeepAsync(OrderServer.StartAsync());

    [TearDown]
    public async Task StopAsync()
    {
        while (_clients.TryPop(out var client))
        {
            client.Dispose();
        }

        while (_servers.TryPop(out var server))
        {
            await server.DisposeAsync();
        }
    }

    protected static async Task<RpcException> FailureOfAsync(Func<Task> call) =>
        (await FluentActions.Awaiting(() => call().WaitAsync(Patience.Limit)).Should().ThrowAsync<RpcException>()).Which;

    /// <summary>A server that stops with the test.</summary>
    private protected async Task<OrderServer> KeepAsync(Task<OrderServer> start)
    {
        var server = await start;
        _servers.Push(server);

        return server;
    }

    /// <summary>A client of the server, unless told otherwise, that is closed with the test.</summary>
    private protected IOrders Connect(
        Action<CodeFirstClientOptions>? configure = null, Action<SocketsHttpHandler>? configureHandler = null) =>
        ConnectClient(configure, configureHandler).Service;

    private protected CodeFirstClient<IOrders> ConnectClient(
        Action<CodeFirstClientOptions>? configure = null, Action<SocketsHttpHandler>? configureHandler = null)
    {
        var client = CodeFirstClient.Create<IOrders>(
            options =>
            {
                options.Address = $"127.0.0.1:{Server.Port}";
                options.Insecure = true;
                configure?.Invoke(options);
            },
            configureHandler);
        _clients.Push(client);

        return client;
    }
}

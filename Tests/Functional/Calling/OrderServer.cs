using System.Collections.Concurrent;
using System.Net;
using CodeFirst.Hosting;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Server;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>A server of <see cref="IOrders"/> that counts what reaches it, and can be cut off as if it had been killed.</summary>
internal sealed class OrderServer : IOrders, IAsyncDisposable
{
    private readonly HttpsConnectionAdapterOptions? _tls;
    private readonly ConcurrentDictionary<string, ConnectionContext> _connections = [];
    private WebApplication? _app;

    private OrderServer(IPAddress address, int port, HttpsConnectionAdapterOptions? tls)
    {
        Address = address;
        Port = port;
        _tls = tls;
    }

    public IPAddress Address { get; }

    public int Port { get; private set; }

    /// <summary>Gets the call that this server is answering here, if any.</summary>
    public ServerCallContext? CurrentCall => _app?.Services.GetRequiredService<Func<ServerCallContext?>>()();

    public string Name => $"{Address}:{Port}";

    /// <summary>How often each order was asked for, whatever became of it.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = [];

    /// <summary>The headers of all requests.</summary>
    public ConcurrentQueue<IHeaderDictionary> Headers { get; } = [];

    /// <summary>What is done before a request is answered.</summary>
    public Func<OrderRequest, ServerCallContext, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<OrderServer> StartAsync(
        IPAddress? address = null, int port = 0, HttpsConnectionAdapterOptions? tls = null)
    {
        var server = new OrderServer(address ?? IPAddress.Loopback, port, tls);
        await server.StartAsync();

        return server;
    }

    /// <summary>Starts, again after <see cref="KillAsync"/>, and on the same port.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(Address, Port, Configure));
        builder.Services.AddCodeFirstGrpc();
        builder.Services.AddCurrentCall();
        builder.Services.AddSingleton(this);
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            Headers.Enqueue(new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)));
            await next(context);
        });
        _app.MapGrpcService<OrderServer>();
        await _app.StartAsync();
        Port = new Uri(_app.Urls.Single()).Port;
    }

    /// <summary>Closes the port and all connections without a word: calls in flight get no answer.</summary>
    public async Task KillAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            foreach (var connection in _connections.Values)
            {
                connection.Abort(new ConnectionAbortedException("The test kills the server."));
            }

            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    public ValueTask<Order> GetOrderAsync(OrderRequest request, CallContext context = default) => AnswerAsync(request, context);

    public ValueTask<Order> FindOrderAsync(OrderRequest request, CallContext context = default) => AnswerAsync(request, context);

    public ValueTask<Order> CancelOrderAsync(OrderRequest request, CallContext context = default) => AnswerAsync(request, context);

    public ValueTask<Order> PlaceOrderAsync(OrderRequest request, CallContext context = default) => AnswerAsync(request, context);

    public Order GetOrderBlocking(OrderRequest request, CallContext context = default) =>
        AnswerAsync(request, context).AsTask().GetAwaiter().GetResult();

    public async IAsyncEnumerable<Order> ListOrdersAsync(OrderRequest request, CallContext context = default)
    {
        yield return await AnswerAsync(request, context);
        yield return new Order { Id = "last", Server = Name };
    }

    public async ValueTask<Order> PlaceOrdersAsync(IAsyncEnumerable<OrderRequest> requests, CallContext context = default)
    {
        var last = new Order();
        await foreach (var request in requests)
        {
            last = await AnswerAsync(request, context);
        }

        return last;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async ValueTask<Order> AnswerAsync(OrderRequest request, CallContext context)
    {
        Requests.AddOrUpdate(request.Id, 1, (_, count) => count + 1);
        await Before(request, context.ServerCallContext!);

        return new Order { Id = request.Id, Server = Name, RequestId = request.RequestId };
    }

    private void Configure(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http2;
        listen.Use(next => async connection =>
        {
            _connections[connection.ConnectionId] = connection;
            try
            {
                await next(connection);
            }
            finally
            {
                _connections.TryRemove(connection.ConnectionId, out _);
            }
        });
        if (_tls is not null)
        {
            listen.UseHttps(_tls);
        }
    }
}

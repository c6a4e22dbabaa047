using CodeFirst.Hosting;
using Grpc.Core;
using ProtoBuf.Grpc;
using Template._1.Contracts;
using Template._1.Server.Store;

namespace Template._1.Server;

/// <summary>The rules of orders. The store keeps them.</summary>
internal sealed class OrderService(IOrderStore store, OrderSignal signal, IHostApplicationLifetime lifetime) : IOrders
{
    private const int MaxImport = 1000;
    private const int OrdersPerRead = 100;

    public ValueTask<Order> GetOrderAsync(GetOrderRequest request, CallContext context = default) =>
        new(store.Find(request.Number) ?? throw NotFound(request.Number));

    public ValueTask<Order> PlaceOrderAsync(PlaceOrderRequest request, CallContext context = default)
    {
        Check(request);
        var order = store.Add([request])[0];
        signal.Raise();

        return new(order);
    }

    public ValueTask<Order> CancelOrderAsync(CancelOrderRequest request, CallContext context = default) =>
        new(store.Cancel(request.Number) ?? throw NotFound(request.Number));

    public async IAsyncEnumerable<Order> WatchOrdersAsync(WatchOrdersRequest request, CallContext context = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var last = request.AfterNumber;
        while (true)
        {
            var next = signal.Next;
            var orders = store.ReadAfter(last, OrdersPerRead);
            foreach (var order in orders)
            {
                yield return order;
                last = order.Number;
            }

            if (orders.Count == 0)
            {
                await next.WaitAsync(ended.Token);
            }
        }
    }

    public async ValueTask<ImportOrdersResponse> ImportOrdersAsync(
        IAsyncEnumerable<PlaceOrderRequest> requests, CallContext context = default)
    {
        var orders = new List<PlaceOrderRequest>();
        await foreach (var request in requests.WithCancellation(context.CancellationToken))
        {
            Check(request);
            if (orders.Count == MaxImport)
            {
                throw RpcErrors.FailedPrecondition("TOO_MANY_ORDERS", $"Send at most {MaxImport} orders in one call.");
            }

            orders.Add(request);
        }

        store.Add(orders);
        signal.Raise();

        return new ImportOrdersResponse { Count = orders.Count };
    }

    public async IAsyncEnumerable<Order> FindOrdersAsync(IAsyncEnumerable<GetOrderRequest> requests, CallContext context = default)
    {
        await foreach (var request in requests.WithCancellation(context.CancellationToken))
        {
            yield return store.Find(request.Number) ?? throw NotFound(request.Number);
        }
    }

    private static void Check(PlaceOrderRequest request)
    {
        var violations = new FieldViolations();
        if (request.Item.Length is < 1 or > 100)
        {
            violations.Add("item", "Must have 1 to 100 characters.");
        }

        if (request.Quantity is < 1 or > 100)
        {
            violations.Add("quantity", "Must be from 1 to 100.");
        }

        violations.ThrowIfAny();
    }

    private static RpcException NotFound(int number) => RpcErrors.NotFound("Order", $"{number}");
}

using System.Collections.Concurrent;
using CodeFirst.Hosting;
using Orders.Contracts;
using ProtoBuf.Grpc;

namespace Orders.Server;

/// <summary>Keeps the orders in memory.</summary>
internal sealed class OrderService : IOrders
{
    private readonly ConcurrentDictionary<string, Order> _orders = new();

    public ValueTask<Order> GetOrderAsync(GetOrderRequest request, CallContext context = default) => new(Find(request.Id));

    public ValueTask<Order> PlaceOrderAsync(PlaceOrderRequest request, CallContext context = default)
    {
        if (request.Item.Length == 0)
        {
            throw RpcErrors.InvalidArgument("item", "Must not be empty.");
        }

        if (request.Quantity is < 1 or > 100)
        {
            throw RpcErrors.InvalidArgument("quantity", "Must be from 1 to 100.");
        }

        var order = new Order { Id = Guid.CreateVersion7().ToString(), Item = request.Item, Quantity = request.Quantity };
        return new(_orders[order.Id] = order);
    }

    public async ValueTask<Order> PackOrderAsync(PackOrderRequest request, CallContext context = default)
    {
        var order = Find(request.Id);
        await Task.Delay(TimeSpan.FromMilliseconds(100) * order.Quantity, context.CancellationToken);
        return _orders[order.Id] = order with { IsPacked = true };
    }

    private Order Find(string id) => _orders.TryGetValue(id, out var order) ? order : throw RpcErrors.NotFound("Order", id);
}

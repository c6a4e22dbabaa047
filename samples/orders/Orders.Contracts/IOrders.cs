using CodeFirst.Annotations;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Configuration;

namespace Orders.Contracts;

/// <summary>Takes orders and packs them.</summary>
[Service("shop.orders.v1.Orders")]
public interface IOrders
{
    /// <summary>Returns one order. NOT_FOUND if no order has the id.</summary>
    [NoSideEffects]
    [Http("GET /v1/orders/{id}")]
    [Operation("GetOrder")]
    ValueTask<Order> GetOrderAsync(GetOrderRequest request, CallContext context = default);

    /// <summary>Places an order. Each call places another one. INVALID_ARGUMENT lists every field that is wrong.</summary>
    [Http("POST /v1/orders", Status = 201, Location = "/v1/orders/{id}")]
    [Operation("PlaceOrder")]
    ValueTask<Order> PlaceOrderAsync(PlaceOrderRequest request, CallContext context = default);

    /// <summary>Packs an order, which takes 100 ms for each piece. NOT_FOUND if no order has the id.</summary>
    [Idempotent]
    [Http("POST /v1/orders/{id}:pack")]
    [Operation("PackOrder")]
    ValueTask<Order> PackOrderAsync(PackOrderRequest request, CallContext context = default);
}

using CodeFirst.Annotations;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Configuration;

namespace Template._1.Contracts;

/// <summary>Takes orders and shows them.</summary>
[Service("template._1.v1.Orders")]
public interface IOrders
{
    /// <summary>Returns one order. NOT_FOUND if no order has the number.</summary>
    [NoSideEffects]
    [Http("GET /v1/orders/{number}")]
    [Operation("GetOrder")]
    ValueTask<Order> GetOrderAsync(GetOrderRequest request, CallContext context = default);

    /// <summary>Places an order. Each call places another one. INVALID_ARGUMENT lists every field that is wrong.</summary>
    [Http("POST /v1/orders", Status = 201, Location = "/v1/orders/{number}")]
    [Operation("PlaceOrder")]
    ValueTask<Order> PlaceOrderAsync(PlaceOrderRequest request, CallContext context = default);

    /// <summary>Cancels an order. Nothing changes if it is cancelled already. NOT_FOUND if no order has the number.</summary>
    [Idempotent]
    [Http("POST /v1/orders/{number}:cancel")]
    [Operation("CancelOrder")]
    ValueTask<Order> CancelOrderAsync(CancelOrderRequest request, CallContext context = default);

    /// <summary>Streams all orders after a number, and then each new one when it is placed. The stream ends when the caller ends it.</summary>
    [NoSideEffects]
    [Resumable("number", "after_number")]
    [Http("GET /v1/orders:watch")]
    [Operation("WatchOrders")]
    IAsyncEnumerable<Order> WatchOrdersAsync(WatchOrdersRequest request, CallContext context = default);

    /// <summary>Places up to 1000 orders, all or none. INVALID_ARGUMENT lists every field of the first order that is wrong.</summary>
    [Http("POST /v1/orders:import")]
    [Operation("ImportOrders")]
    ValueTask<ImportOrdersResponse> ImportOrdersAsync(IAsyncEnumerable<PlaceOrderRequest> requests, CallContext context = default);

    /// <summary>Returns an order for each request, in their order. NOT_FOUND ends the stream if no order has a number.</summary>
    [NoSideEffects]
    [Http("POST /v1/orders:find")]
    [Operation("FindOrders")]
    IAsyncEnumerable<Order> FindOrdersAsync(IAsyncEnumerable<GetOrderRequest> requests, CallContext context = default);
}

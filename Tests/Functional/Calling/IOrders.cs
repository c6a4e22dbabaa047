using System.Runtime.Serialization;
using System.ServiceModel;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>A contract of another team, without a compile-time model.</summary>
[ServiceContract(Name = "shop.Orders")]
public interface IOrders
{
    [OperationContract]
    [NoSideEffects]
    ValueTask<Order> GetOrderAsync(OrderRequest request, CallContext context = default);

    [OperationContract]
    [Http("GET /v1/orders:first")]
    ValueTask<Order> FindOrderAsync(OrderRequest request, CallContext context = default);

    [OperationContract]
    [Idempotent]
    ValueTask<Order> CancelOrderAsync(OrderRequest request, CallContext context = default);

    [OperationContract]
    ValueTask<Order> PlaceOrderAsync(OrderRequest request, CallContext context = default);

    [OperationContract]
    [NoSideEffects]
    Order GetOrderBlocking(OrderRequest request, CallContext context = default);

    [OperationContract]
    [NoSideEffects]
    IAsyncEnumerable<Order> ListOrdersAsync(OrderRequest request, CallContext context = default);

    [OperationContract]
    ValueTask<Order> PlaceOrdersAsync(IAsyncEnumerable<OrderRequest> requests, CallContext context = default);
}

/// <summary>Which order.</summary>
[DataContract]
public sealed record OrderRequest
{
    [DataMember(Order = 1)]
    public string Id { get; init; } = "";

    /// <summary>Recognises a repeat.</summary>
    [DataMember(Order = 2)]
    public string RequestId { get; init; } = "";
}

/// <summary>An order, and who answers.</summary>
[DataContract]
public sealed record Order
{
    [DataMember(Order = 1)]
    public string Id { get; init; } = "";

    [DataMember(Order = 2)]
    public string Server { get; init; } = "";

    [DataMember(Order = 3)]
    public string RequestId { get; init; } = "";
}

/// <summary>Declared by the team itself: known by its name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NoSideEffectsAttribute : Attribute;

/// <summary>Declared by the team itself: known by its name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class IdempotentAttribute : Attribute;

/// <summary>Declared by the team itself: known by its name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HttpAttribute(string route) : Attribute
{
    public string Route => route;
}

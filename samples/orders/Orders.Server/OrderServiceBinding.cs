using Orders.Contracts;
using ProtoBuf.Grpc.Configuration;

namespace Orders.Server;

/// <summary>Binds the service with code generated at compile time. Needed only for native programs.</summary>
[ProtoGrpc(Model = typeof(OrdersModel))]
[ProtoService(typeof(IOrders), typeof(OrderService))]
internal sealed partial class OrderServiceBinding : ClientFactory;

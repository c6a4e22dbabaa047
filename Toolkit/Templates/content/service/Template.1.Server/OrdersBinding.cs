using ProtoBuf.Grpc.Configuration;
using Template._1.Contracts;

namespace Template._1.Server;

/// <summary>Binds the service with code generated at compile time. Needed only for native programs.</summary>
[ProtoGrpc(Model = typeof(OrdersModel))]
[ProtoService(typeof(IOrders), typeof(OrderService))]
internal sealed partial class OrdersBinding : ClientFactory;

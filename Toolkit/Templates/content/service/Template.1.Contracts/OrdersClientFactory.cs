using ProtoBuf.Grpc.Configuration;

namespace Template._1.Contracts;

/// <summary>Makes clients with code generated at compile time. Needed only for native programs.</summary>
[ProtoGrpc(Model = typeof(OrdersModel))]
[ProtoService(typeof(IOrders))]
public sealed partial class OrdersClientFactory : ClientFactory;

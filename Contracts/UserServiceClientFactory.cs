using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Contracts;

/// <summary>Makes clients of <see cref="IUserService"/> with code generated at compile time, also in native code.</summary>
/// <example><c>channel.CreateGrpcService&lt;IUserService&gt;(UserServiceClientFactory.Instance)</c></example>
[ProtoGrpc(Model = typeof(UserServiceModel))]
[ProtoService(typeof(IUserService))]
public sealed partial class UserServiceClientFactory : ClientFactory;

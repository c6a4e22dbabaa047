using CodeFirst.Contracts;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Server.Users;

/// <summary>Binds <see cref="UserService"/> to its rpcs with code generated at compile time.</summary>
[ProtoGrpc(Model = typeof(UserServiceModel))]
[ProtoService(typeof(IUserService), typeof(UserService))]
internal sealed partial class UserServiceBinding : ClientFactory;

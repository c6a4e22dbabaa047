using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

/// <summary>Binds <see cref="Keeper"/> with code generated at compile time, and reads every message in any order.</summary>
[ProtoGrpc(Model = typeof(KeeperModel))]
[ProtoService(typeof(IKeeper), typeof(Keeper))]
internal sealed partial class KeeperBinding : ClientFactory;

using CodeFirst.Tests.Functional.Hosting.Zoo;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Tests.Functional.Hosting.Rules;

/// <summary>Binds <see cref="RuledKeeper"/> with code generated at compile time.</summary>
[ProtoGrpc(Model = typeof(KeeperModel))]
[ProtoService(typeof(IKeeper), typeof(RuledKeeper))]
internal sealed partial class RuledKeeperBinding : ClientFactory;

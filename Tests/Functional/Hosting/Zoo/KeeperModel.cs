using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

/// <summary>The compile-time model of the messages: as short as it can be.</summary>
[ProtoModel]
public sealed partial class KeeperModel : TypeModel;

using ProtoBuf;
using ProtoBuf.Meta;

namespace Template._1.Contracts;

/// <summary>Serializes the messages with code generated at compile time. Needed only for native programs.</summary>
[ProtoModel]
public sealed partial class OrdersModel : TypeModel;

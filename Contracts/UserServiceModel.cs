using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.Contracts;

/// <summary>Serializes the messages of <see cref="IUserService"/> with code generated at compile time, so it works in native code.</summary>
[ProtoModel]
public sealed partial class UserServiceModel : TypeModel;

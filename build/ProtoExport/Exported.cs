using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport;

/// <summary>A contract in memory, as it would be written.</summary>
/// <param name="Files">The paths and contents of the files.</param>
/// <param name="Descriptors">All of it, with imports.</param>
/// <param name="MemberOf">The C# member that a declaration comes from, if it is known.</param>
internal sealed record Exported(
    IReadOnlyList<(string Path, byte[] Content)> Files, FileDescriptorSet Descriptors, Func<IMessage, MemberInfo?> MemberOf);

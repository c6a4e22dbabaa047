using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>A message, an enum or a service, and where it is declared.</summary>
/// <param name="FullName">With its package and the messages around it: shop.v1.Order.Line.</param>
/// <param name="Proto">What is declared.</param>
/// <param name="File">The file it is in.</param>
/// <param name="Parent">The message around it, if any.</param>
internal sealed record Declared<T>(string FullName, T Proto, FileDescriptorProto File, DescriptorProto? Parent)
    where T : IMessage
{
    /// <summary>The name without the package.</summary>
    public string NameInFile => File.Package.Length > 0 ? FullName[(File.Package.Length + 1)..] : FullName;

    public bool IsProto3 => File.Syntax == "proto3";
}

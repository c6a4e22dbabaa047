using CodeFirst.ProtoExport.Documentation;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>A contract as a .proto file: what is declared, and the comment on each declaration.</summary>
internal sealed record ContractFile(FileDescriptorProto Descriptor, CommentBook Comments);

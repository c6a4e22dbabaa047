using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Routes;
using CodeFirst.ProtoExport.Tools;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>A contract as a .proto file: what is declared, and the comment on each declaration.</summary>
/// <param name="Descriptor">What is declared.</param>
/// <param name="Comments">The comments.</param>
/// <param name="Routes">What methods say about HTTP, which is not in the descriptor.</param>
/// <param name="Tools">Which methods are tools, which is not in the descriptor.</param>
internal sealed record ContractFile(FileDescriptorProto Descriptor, CommentBook Comments, RouteBook Routes, ToolBook Tools);

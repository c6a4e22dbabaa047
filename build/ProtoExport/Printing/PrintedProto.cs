using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>The text of a .proto file, and where in it each declaration and its comment stand.</summary>
internal sealed record PrintedProto(string Text, SourceCodeInfo SourceCodeInfo);

using CodeFirst.ProtoExport.Output;
using Google.Protobuf.Reflection;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Tools;

/// <summary>
/// The file codefirst/mcp.proto, which declares the option <c>codefirst.mcp.tool</c> of methods. It is in descriptor sets only, and only
/// in those of contracts with tools.
/// </summary>
internal static class ToolFile
{
    public const string Name = "codefirst/mcp.proto";

    /// <summary>The number of the option, in the range that protobuf leaves to everybody, 50000 to 99999. It never changes.</summary>
    public const int OptionNumber = 51_402;

    public const int ToolName = 1;
    public const int Title = 2;
    public const int Additive = 3;

    public static FileDescriptorProto Create() => OptionFile.Create(
        Name,
        "codefirst.mcp",
        "tool",
        OptionNumber,
        "Tool",
        ("name", ToolName, WireType.String),
        ("title", Title, WireType.String),
        ("additive", Additive, WireType.Bool));
}

using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
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

    public static FileDescriptorProto Create()
    {
        var file = new FileDescriptorProto { Name = Name, Package = "codefirst.mcp", Syntax = "proto3" };
        file.Dependency.Add("google/protobuf/descriptor.proto");
        var tool = new DescriptorProto { Name = "Tool" };
        tool.Field.Add(Field("name", ToolName, WireType.String));
        tool.Field.Add(Field("title", Title, WireType.String));
        tool.Field.Add(Field("additive", Additive, WireType.Bool));
        file.MessageType.Add(tool);
        var option = Field("tool", OptionNumber, WireType.Message);
        option.TypeName = ".codefirst.mcp.Tool";
        option.Extendee = ".google.protobuf.MethodOptions";
        file.Extension.Add(option);
        return file;
    }

    private static FieldDescriptorProto Field(string name, int number, WireType type) =>
        new() { Name = name, JsonName = name, Number = number, Type = type, Label = Label.Optional };
}

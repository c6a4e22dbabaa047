using System.Text.Json;
using CodeFirst.ProtoExport.Output;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Tools;

/// <summary>A method as a tool of agents: the option <c>codefirst.mcp.tool</c>.</summary>
/// <param name="Name">The name of the tool.</param>
/// <param name="Title">The name for people, or empty.</param>
/// <param name="IsAdditive">Whether it destroys nothing, although it changes something.</param>
internal sealed record Tool(string Name, string Title, bool IsAdditive)
{
    /// <summary>The longest name: some models accept no longer one.</summary>
    public const int LongestName = 64;

    /// <summary>Returns the name of the tool that a method is if nothing else is said: GetOrder is get_order.</summary>
    public static string NameOf(string method) => JsonNamingPolicy.SnakeCaseLower.ConvertName(method);

    /// <summary>Returns whether every client and model accepts a name.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');

    /// <summary>Reads what a method says; null if it is no tool.</summary>
    public static Tool? Of(MethodDescriptorProto method)
    {
        var tool = new Tool("", "", IsAdditive: false);
        var isTool = MethodOption.Read(method, ToolFile.OptionNumber, (number, input) =>
        {
            var (before, isKnown) = (tool, number is ToolFile.ToolName or ToolFile.Title or ToolFile.Additive);
            tool = number switch
            {
                ToolFile.ToolName => before with { Name = input.ReadString() },
                ToolFile.Title => before with { Title = input.ReadString() },
                ToolFile.Additive => before with { IsAdditive = input.ReadBool() },
                _ => before,
            };
            return isKnown;
        });
        return isTool ? tool : null;
    }

    /// <summary>Adds the option to a method.</summary>
    public void WriteTo(MethodDescriptorProto method) => MethodOption.Write(method, ToolFile.OptionNumber, output =>
    {
        MethodOption.WriteText(output, ToolFile.ToolName, Name);
        MethodOption.WriteText(output, ToolFile.Title, Title);
        if (IsAdditive)
        {
            output.WriteTag(ToolFile.Additive, WireFormat.WireType.Varint);
            output.WriteBool(true);
        }
    });
}

using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Mcp.Tools;

/// <summary>What a contract says about the tool that a method is: an option that ProtoExport writes from <c>[Tool]</c>.</summary>
/// <param name="Name">The name of the tool, or empty.</param>
/// <param name="Title">The name for people, or empty.</param>
/// <param name="IsAdditive">Whether it deletes and overwrites nothing.</param>
internal sealed record ToolOption(string Name, string Title, bool IsAdditive)
{
    /// <summary>The number of the extension <c>codefirst.mcp.tool</c> of google.protobuf.MethodOptions.</summary>
    public const int Number = 51_402;

    /// <summary>Reads the option; null if the method is no tool.</summary>
    public static ToolOption? Read(MethodDescriptor method)
    {
        ToolOption? tool = null;
        var input = new CodedInputStream(method.GetOptions()?.ToByteArray() ?? []);
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == WireFormat.MakeTag(Number, WireFormat.WireType.LengthDelimited))
            {
                tool = Read(tool ?? new ToolOption("", "", IsAdditive: false), input.ReadBytes().CreateCodedInput());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return tool;
    }

    private static ToolOption Read(ToolOption tool, CodedInputStream input)
    {
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    tool = tool with { Name = input.ReadString() };
                    break;
                case 2:
                    tool = tool with { Title = input.ReadString() };
                    break;
                case 3:
                    tool = tool with { IsAdditive = input.ReadBool() };
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return tool;
    }
}

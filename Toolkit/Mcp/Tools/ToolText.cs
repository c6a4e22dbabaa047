using System.Globalization;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace CodeFirst.Mcp.Tools;

/// <summary>What a model reads about a tool.</summary>
internal static class ToolText
{
    public static string Describe(ContractTool tool, McpToolsOptions options)
    {
        var method = tool.Method.Descriptor;
        var texts = new List<string> { tool.Method.Comment.Length > 0 ? tool.Method.Comment : $"Calls {ToolNames.FullName(method)}." };
        if (method.IsServerStreaming)
        {
            var rest = tool.Method.Resume is null
                ? ""
                : $" To go on, call again with {tool.Method.Resume} set as continue_with says.";
            texts.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Answers with at most {options.MaxMessages} messages, and with those that come within"
                + $" {options.MaxStreamTime.TotalSeconds:0.###} seconds.{rest}"));
        }

        if (method.GetOptions()?.Deprecated == true)
        {
            texts.Add("Deprecated: use another tool if there is one.");
        }

        return string.Join("\n\n", texts);
    }

    /// <summary>Returns the comment of a service in one line a paragraph; empty if it has none.</summary>
    public static string CommentOf(ServiceDescriptor service) => string.Join(
        "\n\n",
        (service.Declaration?.LeadingComments ?? "").Split("\n\n")
            .Select(paragraph => string.Join(' ', paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            .Where(paragraph => paragraph.Length > 0));
}

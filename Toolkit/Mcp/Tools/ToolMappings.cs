using CodeFirst.Transcoding;
using Microsoft.Extensions.Options;

namespace CodeFirst.Mcp.Tools;

/// <summary>The sets of tools that are mapped.</summary>
internal sealed class ToolMappings(IOptions<McpToolsOptions> options)
{
    private readonly List<ToolSet> _all = [];

    public IReadOnlyList<ToolSet> All => _all;

    public ToolSet Add(JsonMethods methods)
    {
        var tools = new ToolSet(methods, options.Value);
        _all.Add(tools);

        return tools;
    }
}

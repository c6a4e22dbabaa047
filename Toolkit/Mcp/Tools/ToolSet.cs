using CodeFirst.Transcoding;

namespace CodeFirst.Mcp.Tools;

/// <summary>The methods of a mapping that are tools.</summary>
internal sealed class ToolSet
{
    private readonly Lazy<OrderedDictionary<string, ContractTool>> _tools;

    public ToolSet(JsonMethods methods, McpToolsOptions options)
    {
        Options = options;
        _tools = new(() => Make(methods.All, options));
    }

    public McpToolsOptions Options { get; }

    /// <summary>Gets the tools in the order of the contracts.</summary>
    public IReadOnlyCollection<ContractTool> All => _tools.Value.Values;

    /// <summary>Gets what a model is told about the tools as a whole; null if there is nothing to say.</summary>
    public string? Instructions => Options.Instructions
        ?? (string.Join("\n\n", All.Select(tool => tool.ServiceComment).Where(text => text.Length > 0).Distinct()) is { Length: > 0 } text
            ? text
            : null);

    public ContractTool? Find(string name) => _tools.Value.GetValueOrDefault(name);

    private static OrderedDictionary<string, ContractTool> Make(IReadOnlyList<JsonMethod> methods, McpToolsOptions options)
    {
        var tools = new OrderedDictionary<string, ContractTool>(StringComparer.Ordinal);
        foreach (var method in Chosen(methods, options))
        {
            var option = ToolOption.Read(method.Descriptor);
            var name = option is { Name.Length: > 0 } ? option.Name : ToolNames.Of(method.Descriptor);
            var full = ToolNames.FullName(method.Descriptor);
            if (!ToolNames.IsName(name))
            {
                throw new InvalidOperationException(
                    $"The tool of {full} would be called '{name}', which agents do not accept. Name it in the contract with [Tool(\"…\")]:"
                    + $" 1 to {ToolNames.Longest} letters, digits, _ and -.");
            }

            if (!tools.TryAdd(name, new ContractTool(name, option, method, options)))
            {
                throw new InvalidOperationException(
                    $"The tools of {full} and {ToolNames.FullName(tools[name].Method.Descriptor)} are both called '{name}'."
                    + " Name one of them in the contract with [Tool(\"…\")].");
            }
        }

        return tools;
    }

    private static IEnumerable<JsonMethod> Chosen(IReadOnlyList<JsonMethod> methods, McpToolsOptions options)
    {
        if (options.Methods.Count == 0)
        {
            return methods.Where(method => ToolOption.Read(method.Descriptor) is not null);
        }

        foreach (var name in options.Methods.Where(name => !methods.Any(method => Means(name, method))))
        {
            throw new InvalidOperationException(
                $"{nameof(McpToolsOptions)}.{nameof(options.Methods)} has '{name}', which no mapped service has. Write package.Service/Method,"
                + " or package.Service for all its methods.");
        }

        return methods.Where(method => options.Methods.Any(name => Means(name, method)));
    }

    private static bool Means(string name, JsonMethod method) =>
        name == ToolNames.FullName(method.Descriptor) || name == method.Descriptor.Service.FullName;
}

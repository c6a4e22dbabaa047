using System.Text;
using System.Text.Json;
using CodeFirst.Mcp.Tools;
using Json.Schema;

namespace CodeFirst.Tests.Unit.Mcp;

/// <summary>Arguments that a method takes: nothing, no messages, or a value that the schema of the tool accepts.</summary>
internal static class Arguments
{
    private static readonly string[] Values =
    [
        "true", "7", "\"x\"", "[]", "{}", "\"9\"", "\"1.5s\"", "\"2026-11-29T00:00:00Z\"",
        "\"00000000-0000-0000-0000-000000000001\"", "\"AQ==\"",
    ];

    public static string For(ContractTool tool)
    {
        if (tool.Method.Descriptor.IsClientStreaming)
        {
            return """{"messages":[]}""";
        }

        if (!tool.TakesValue)
        {
            return "{}";
        }

        var schema = JsonSchema.FromText(SchemaCheck.TextOf(tool, "inputSchema"));

        return Values.Select(value => $$"""{"value":{{value}}}""")
            .First(json => SchemaCheck.Problems(schema, Encoding.UTF8.GetBytes(json)).Count == 0);
    }

    /// <summary>The same, as the official client takes them.</summary>
    public static Dictionary<string, object?> ForClient(ContractTool tool) =>
        JsonSerializer.Deserialize<Dictionary<string, object?>>(For(tool))!;
}

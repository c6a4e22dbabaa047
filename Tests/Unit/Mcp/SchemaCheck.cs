using System.Text.Json;
using System.Text.Json.Nodes;
using CodeFirst.Mcp.Tools;
using Json.Schema;

namespace CodeFirst.Tests.Unit.Mcp;

/// <summary>Holds JSON against the schemas of a tool.</summary>
internal static class SchemaCheck
{
    private static readonly EvaluationOptions Strict = new() { RequireFormatValidation = true, OutputFormat = OutputFormat.List };

    /// <summary>Returns a schema as clients get it.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="name">inputSchema or outputSchema.</param>
    public static string TextOf(ContractTool tool, string name) => JsonNode.Parse(tool.Description.Span)![name]!.ToJsonString();

    /// <summary>Returns why a schema refuses JSON; nothing if it accepts it.</summary>
    public static IReadOnlyList<string> Problems(JsonSchema schema, ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var result = schema.Evaluate(document.RootElement, Strict);

        return result.IsValid
            ? []
            : ["invalid", .. (result.Details ?? []).SelectMany(detail => (detail.Errors ?? new Dictionary<string, string>())
                .Select(error => $"{detail.InstanceLocation}: {error.Key}: {error.Value}"))];
    }
}

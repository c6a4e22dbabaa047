using System.Text.Json.Nodes;

namespace CodeFirst.Mcp.Tools;

/// <summary>
/// The schemas of a tool's arguments and of its structured answer. Both are objects: a stream of messages is an array in one, and a
/// message that JSON has another form for is a member called value.
/// </summary>
internal static class ToolSchemas
{
    public const string Messages = "messages";
    public const string Value = "value";

    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    public static JsonObject Input(ContractTool tool, McpToolsOptions options)
    {
        var schema = tool.Method.RequestSchema();
        tool.Paging?.ExplainRequest(schema, options.MaxPageSize);
        if (tool.Method.Descriptor.IsClientStreaming)
        {
            schema = Around(schema, Messages, new JsonObject { ["type"] = "array", ["items"] = null }, "The messages to send, in this order.");
        }
        else if (!IsObject(schema))
        {
            schema = Around(schema, Value, null, null);
        }

        // Not in that of answers, which some clients compile with validators that know older dialects only. 2020-12 is the default anyway.
        schema.Insert(0, "$schema", Dialect);

        return schema;
    }

    public static JsonObject Output(ContractTool tool)
    {
        var schema = tool.Method.ResponseSchema();
        tool.Paging?.ExplainResponse(schema);
        if (tool.Method.Descriptor.IsServerStreaming)
        {
            schema = Around(schema, Messages, new JsonObject { ["type"] = "array", ["items"] = null }, "The messages that came, in this order.");
            StreamAnswerSchema.AddTo(schema, tool.Method);
        }
        else if (!IsObject(schema))
        {
            schema = Around(schema, Value, null, null);
        }

        return schema;
    }

    /// <summary>Returns whether the JSON of a message is an object, as arguments and structured answers have to be.</summary>
    public static bool IsObject(JsonObject schema) => schema["type"] is JsonValue type && type.TryGetValue(out string? text) && text == "object";

    private static JsonObject Around(JsonObject schema, string member, JsonObject? list, string? description)
    {
        var definitions = schema["$defs"];
        schema.Remove("$defs");
        var inner = schema;
        if (list is not null)
        {
            list["items"] = schema;
            list["description"] = description;
            inner = list;
        }

        var around = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [member] = inner },
            ["required"] = new JsonArray(member),
            ["additionalProperties"] = false,
        };
        if (definitions is not null)
        {
            around["$defs"] = definitions;
        }

        return around;
    }
}

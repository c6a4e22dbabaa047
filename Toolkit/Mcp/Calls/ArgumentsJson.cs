using System.Buffers;
using System.Text.Json;
using CodeFirst.Mcp.Tools;

namespace CodeFirst.Mcp.Calls;

/// <summary>Writes the arguments of a tool as the request of its method.</summary>
internal static class ArgumentsJson
{
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">The arguments as the client sent them.</param>
    /// <param name="pageSize">The size of the page instead of the one that the arguments have; null: as they are.</param>
    public static ReadOnlyMemory<byte> Write(ContractTool tool, IDictionary<string, JsonElement> arguments, int? pageSize)
    {
        var output = new ArrayBufferWriter<byte>(256);
        if (tool.Method.Descriptor.IsClientStreaming)
        {
            WriteLines(arguments, output);
        }
        else if (tool.TakesValue)
        {
            using var json = new Utf8JsonWriter(output);
            if (arguments.TryGetValue(ToolSchemas.Value, out var value))
            {
                value.WriteTo(json);
            }
            else
            {
                json.WriteNullValue();
            }
        }
        else
        {
            WriteObject(tool, arguments, pageSize, output);
        }

        return output.WrittenMemory;
    }

    // One message a line. What is no array is one message, which the service refuses if it is none.
    private static void WriteLines(IDictionary<string, JsonElement> arguments, ArrayBufferWriter<byte> output)
    {
        if (!arguments.TryGetValue(ToolSchemas.Messages, out var messages))
        {
            return;
        }

        IEnumerable<JsonElement> all = messages.ValueKind == JsonValueKind.Array ? messages.EnumerateArray() : [messages];
        foreach (var message in all)
        {
            using (var json = new Utf8JsonWriter(output))
            {
                message.WriteTo(json);
            }

            output.Write("\n"u8);
        }
    }

    private static void WriteObject(
        ContractTool tool, IDictionary<string, JsonElement> arguments, int? pageSize, ArrayBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        foreach (var (name, value) in arguments)
        {
            if (pageSize is null || tool.Paging?.IsSize(name) != true)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }

        if (pageSize is { } size && tool.Paging is { } paging)
        {
            json.WriteNumber(paging.SizeName, size);
        }

        json.WriteEndObject();
    }
}

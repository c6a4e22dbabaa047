using System.Buffers;
using System.Text.Json;
using CodeFirst.Mcp.Tools;

namespace CodeFirst.Mcp.Calls;

/// <summary>Writes the arguments of a tool as the request of its method.</summary>
internal static class ArgumentsJson
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    /// <param name="tool">The tool.</param>
    /// <param name="arguments">The arguments as the client sent them, a JSON object.</param>
    /// <param name="pageSize">The size of the page instead of the one that the arguments have; null: as they are.</param>
    public static ReadOnlyMemory<byte> Write(ContractTool tool, ReadOnlyMemory<byte> arguments, int? pageSize)
    {
        if (tool.Method.Descriptor.IsClientStreaming)
        {
            return WriteLines(arguments);
        }

        if (tool.TakesValue)
        {
            return Take(arguments, ToolSchemas.Value) ?? "null"u8.ToArray();
        }

        return pageSize is { } size && tool.Paging is { } paging ? WritePage(paging, arguments, size) : arguments;
    }

    /// <summary>Opens arguments as a document, as deep as messages may be.</summary>
    public static JsonDocument Open(ReadOnlyMemory<byte> arguments) => JsonDocument.Parse(arguments, Deep);

    private static byte[]? Take(ReadOnlyMemory<byte> arguments, string name)
    {
        using var document = Open(arguments);

        return document.RootElement.TryGetProperty(name, out var value) ? System.Text.Encoding.UTF8.GetBytes(value.GetRawText()) : null;
    }

    // One message a line. What is no array is one message, which the service refuses if it is none.
    private static ReadOnlyMemory<byte> WriteLines(ReadOnlyMemory<byte> arguments)
    {
        var output = new ArrayBufferWriter<byte>(arguments.Length + 1);
        using var document = Open(arguments);
        if (!document.RootElement.TryGetProperty(ToolSchemas.Messages, out var messages))
        {
            return output.WrittenMemory;
        }

        IEnumerable<JsonElement> all = messages.ValueKind == JsonValueKind.Array ? messages.EnumerateArray() : [messages];
        foreach (var message in all)
        {
            using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { MaxDepth = Deep.MaxDepth }))
            {
                message.WriteTo(json);
            }

            output.Write("\n"u8);
        }

        return output.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> WritePage(Paging paging, ReadOnlyMemory<byte> arguments, int size)
    {
        var output = new ArrayBufferWriter<byte>(arguments.Length + 32);
        using var document = Open(arguments);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { MaxDepth = Deep.MaxDepth });
        json.WriteStartObject();
        foreach (var member in document.RootElement.EnumerateObject().Where(member => !paging.IsSize(member.Name)))
        {
            member.WriteTo(json);
        }

        json.WriteNumber(paging.SizeName, size);
        json.WriteEndObject();
        json.Flush();

        return output.WrittenMemory;
    }
}

using System.Buffers;
using System.Text.Json;
using CodeFirst.Mcp.Tools;

namespace CodeFirst.Mcp.Calls;

/// <summary>What a tool answers: JSON, or an error, which JSON can come with.</summary>
/// <param name="Status">How the call ended, for the log: the name of a gRPC status or the like.</param>
/// <param name="Json">The answer, a JSON object.</param>
/// <param name="Error">What a model reads about the error; null: the call was a success.</param>
internal sealed record ToolResult(string Status, ReadOnlyMemory<byte> Json, string? Error = null)
{
    /// <summary>The status of a call that is a success.</summary>
    public const string Ok = "OK";

    /// <summary>Makes a result of the JSON of a message. If that is no object, it becomes a member called value.</summary>
    public static ToolResult Of(ReadOnlyMemory<byte> json)
    {
        if (json.Span[0] == '{')
        {
            return new ToolResult(Ok, json);
        }

        var output = new ArrayBufferWriter<byte>(json.Length + 16);
        output.Write("{\""u8);
        output.Write(System.Text.Encoding.UTF8.GetBytes(ToolSchemas.Value));
        output.Write("\":"u8);
        output.Write(json.Span);
        output.Write("}"u8);

        return new ToolResult(Ok, output.WrittenMemory);
    }

    /// <summary>Writes the members of the result.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartArray("content"u8);
        if (Error is not null)
        {
            StartText(json);
            json.WriteString("text"u8, Error);
            json.WriteEndObject();
        }

        if (!Json.IsEmpty)
        {
            StartText(json);
            json.WriteString("text"u8, Json.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (Error is not null)
        {
            json.WriteBoolean("isError"u8, true);
        }
        else
        {
            json.WritePropertyName("structuredContent"u8);
            json.WriteRawValue(Json.Span, skipInputValidation: true);
        }
    }

    private static void StartText(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
    }
}

using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodeFirst.Mcp.Protocol;

/// <summary>Writes messages to clients, each in one line.</summary>
internal static class RpcJson
{
    /// <summary>How JSON is written here: it is never part of a page, so that only what JSON itself needs is escaped.</summary>
    public static JsonWriterOptions Form { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void WriteAnswer(IBufferWriter<byte> output, ReadOnlyMemory<byte> id, RpcAnswer answer)
    {
        using var json = new Utf8JsonWriter(output, Form);
        Start(json);
        if (!id.IsEmpty)
        {
            json.WritePropertyName("id"u8);
            json.WriteRawValue(id.Span, skipInputValidation: true);
        }

        json.WriteStartObject(answer.Error is null ? "result"u8 : "error"u8);
        if (answer.Error is { } error)
        {
            WriteError(json, error);
        }
        else
        {
            answer.Result?.Invoke(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Tells how many messages of a stream have come.</summary>
    public static void WriteProgress(IBufferWriter<byte> output, ReadOnlyMemory<byte> token, int messages)
    {
        using var json = new Utf8JsonWriter(output, Form);
        Start(json);
        json.WriteString("method"u8, "notifications/progress"u8);
        json.WriteStartObject("params"u8);
        json.WritePropertyName("progressToken"u8);
        json.WriteRawValue(token.Span, skipInputValidation: true);
        json.WriteNumber("progress"u8, messages);
        json.WriteString("message"u8, string.Create(CultureInfo.InvariantCulture, $"{messages} message{(messages == 1 ? "" : "s")} so far"));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
    }

    private static void WriteError(Utf8JsonWriter json, RpcError error)
    {
        json.WriteNumber("code"u8, error.Code);
        json.WriteString("message"u8, error.Message);
        if (error.RequestedVersion is not { } requested)
        {
            return;
        }

        json.WriteStartObject("data"u8);
        WriteVersions(json, "supported"u8);
        json.WriteString("requested"u8, requested);
        json.WriteEndObject();
    }

    public static void WriteVersions(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartArray(name);
        foreach (var version in ProtocolVersions.All)
        {
            json.WriteStringValue(version);
        }

        json.WriteEndArray();
    }
}

using System.Buffers;
using System.Text.Json;
using Google.Protobuf;

namespace CodeFirst.Transcoding.Errors;

/// <summary>Writes errors as JSON.</summary>
internal static class ErrorJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithTypeRegistry(Failures.Known));

    private static readonly JsonWriterOptions Options = new() { Encoder = ErrorTextEncoder.Instance, SkipValidation = true };

    /// <summary>
    /// Writes an error as Google's APIs do: <c>{"error":{"code":404,"status":"NOT_FOUND","message":…,"details":[{"@type":…}]}}</c>.
    /// </summary>
    public static void Write(IBufferWriter<byte> output, Failure failure)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", failure.HttpStatus);
        json.WriteString("status", HttpStatuses.NameOf(failure.Status.Code));
        json.WriteString("message", failure.Status.Message);
        WriteDetails(json, failure);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes an error as <see href="https://www.rfc-editor.org/rfc/rfc9457">problem details</see>.</summary>
    public static void WriteProblem(IBufferWriter<byte> output, Failure failure)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", HttpStatuses.NameOf(failure.Status.Code));
        json.WriteNumber("status", failure.HttpStatus);
        json.WriteString("detail", failure.Status.Message);
        WriteDetails(json, failure);
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, Failure failure)
    {
        json.WriteStartArray("details");
        foreach (var detail in failure.Status.Details)
        {
            using var written = JsonDocument.Parse(Formatter.Format(detail)); // the formatter's has blanks
            written.WriteTo(json);
        }

        json.WriteEndArray();
    }
}

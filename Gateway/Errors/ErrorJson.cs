using System.Text.Json;
using CodeFirst.Gateway.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using HttpResponse = Microsoft.AspNetCore.Http.HttpResponse;

namespace CodeFirst.Gateway.Errors;

/// <summary>
/// Writes an error as Google's APIs do: <c>{"error":{"code":404,"status":"NOT_FOUND","message":…,"details":[{"@type":…}]}}</c>.
/// </summary>
internal static class ErrorJson
{
    /// <summary>The details that can be written.</summary>
    public static readonly TypeRegistry Known = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithTypeRegistry(Known));

    public static void Write(Utf8JsonWriter json, Failure failure)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", failure.HttpStatus);
        json.WriteString("status", HttpStatuses.NameOf(failure.Status.Code));
        json.WriteString("message", failure.Status.Message);
        json.WriteStartArray("details");
        foreach (var detail in failure.Status.Details)
        {
            using var written = JsonDocument.Parse(Formatter.Format(detail)); // the formatter's has blanks
            written.WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes an error as the whole response.</summary>
    public static void Write(HttpResponse response, Failure failure)
    {
        response.StatusCode = failure.HttpStatus;
        if (failure.RetryAfter is { } time)
        {
            response.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (failure.HttpStatus == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        using var scratch = JsonScratch.Rent();
        Write(scratch.Writer, failure);
        JsonBody.Write(response, scratch.Written);
    }
}

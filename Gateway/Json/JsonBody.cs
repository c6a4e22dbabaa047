using System.Buffers;

namespace CodeFirst.Gateway.Json;

/// <summary>The body of every answer in JSON.</summary>
internal static class JsonBody
{
    /// <summary>Sends JSON as the whole body, with a line break at the end, as the first gateway did.</summary>
    public static void Write(HttpResponse response, ReadOnlySpan<byte> json)
    {
        response.ContentType = "application/json";
        response.ContentLength = json.Length + 1;
        response.BodyWriter.Write(json);
        response.BodyWriter.Write("\n"u8);
    }
}

using CodeFirst.Transcoding.Errors;
using CodeFirst.Transcoding.Routes;

namespace CodeFirst.Transcoding.Calls;

/// <summary>The HTTP headers that say what a field of a request says.</summary>
internal static class RequestHeaders
{
    public const string LastEventId = "Last-Event-ID";

    private const string IfMatch = "If-Match";
    private const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Returns the header that may bring a field, or null.</summary>
    public static string? Of(HttpRoute route, string field, TranscodingOptions options) => field switch
    {
        _ when field == route.Answer.Resume => LastEventId,
        _ when !options.UsesConventions => null,
        "etag" => IfMatch,
        _ when route.HasBody && options.IdempotencyFields.Contains(field) => IdempotencyKey,
        _ => null,
    };

    /// <summary>Reads the value a header has for its field; null if the header is not sent or asks for nothing.</summary>
    public static string? Read(IHeaderDictionary headers, string header)
    {
        if (!headers.TryGetValue(header, out var values))
        {
            return null;
        }

        var value = values.Count == 1 ? values[0]?.Trim() ?? "" : throw RequestError.InvalidField(header, "Must be sent once.");
        if (header == IdempotencyKey)
        {
            // The draft of the IETF has it as a quoted string; most callers send it bare.
            var key = value is ['"', .. var quoted, '"'] ? quoted : value;

            return key.Length > 0 ? key : throw RequestError.InvalidField(header, "Must not be empty.");
        }

        return value switch
        {
            _ when header == LastEventId => value.Length > 0 ? value : null,
            "*" => null, // whatever is there
            ['"', .. var tag, '"'] when !tag.Contains('"', StringComparison.Ordinal) => value,
            _ => throw RequestError.InvalidField(header, "Must be * or one strong entity tag, as it came in ETag: with its quotes."),
        };
    }
}

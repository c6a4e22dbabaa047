using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeFirst.Gateway.Json;

namespace CodeFirst.Gateway.Calls;

/// <summary>Writes the response of a route: status, headers, and the message as JSON.</summary>
internal sealed class AnswerWriter<TResponse>(RpcRoute route)
    where TResponse : class
{
    private readonly JsonTypeInfo<TResponse> _type = WireJson.TypeOf<TResponse>();
    private readonly JsonPropertyInfo? _etag = WireJson.TypeOf<TResponse>().Properties.SingleOrDefault(property => property.Name == "etag");

    public void Write(HttpContext context, TResponse message)
    {
        var response = context.Response;
        response.StatusCode = route.Status;
        if (route.Location is { } location)
        {
            response.Headers.Location = PathTemplate.Fill(location, name => TextOf(message, name));
        }

        if (_etag?.Get!(message) is string { Length: > 0 } etag)
        {
            response.Headers.ETag = etag;
            response.Headers.CacheControl = "private, no-cache"; // keep it, and ask each time whether it is still the same
            if (Preconditions.IsUnchanged(context.Request, etag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;

                return;
            }
        }

        if (route.Status != StatusCodes.Status204NoContent)
        {
            using var scratch = JsonScratch.Rent();
            JsonSerializer.Serialize(scratch.Writer, message, _type);
            JsonBody.Write(response, scratch.Written);
        }
    }

    private string TextOf(TResponse message, string field) =>
        (string)_type.Properties.Single(property => property.Name == field).Get!(message)!;
}

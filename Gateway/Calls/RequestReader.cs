using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CodeFirst.Gateway.Calls;

/// <summary>Makes the request message of a route from path, query, headers and body. Whatever it does not know is refused.</summary>
internal sealed class RequestReader<TRequest>
    where TRequest : class
{
    private readonly JsonTypeInfo<TRequest> _type = WireJson.TypeOf<TRequest>();
    private readonly RequestField[] _fields;

    public RequestReader(RpcRoute route) => _fields = [.. RequestFields.Of(route, _type)];

    /// <summary>Reads path, query and headers.</summary>
    public TRequest Read(HttpContext context) => Read(context, null);

    /// <summary>Reads path, headers, and a body of JSON.</summary>
    public async ValueTask<TRequest> ReadWithBodyAsync(HttpContext context)
    {
        CheckContent(context.Request.Headers);
        var reader = context.Request.BodyReader;
        while (true)
        {
            // Kestrel counts: a body over the limit ends here with 413.
            var result = await reader.ReadAsync(context.RequestAborted);
            if (!result.IsCompleted)
            {
                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                continue;
            }

            try
            {
                return Read(context, result.Buffer);
            }
            finally
            {
                reader.AdvanceTo(result.Buffer.End);
            }
        }
    }

    private static void CheckContent(IHeaderDictionary headers)
    {
        if (headers.ContentEncoding.ToString() is not ("" or "identity"))
        {
            throw Refusal.WrongMediaType();
        }

        string? contentType = headers.ContentType;
        if (contentType is "application/json")
        {
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Charset) is { Length: > 0 } charset
                && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw Refusal.WrongMediaType();
        }
    }

    private TRequest Read(HttpContext context, ReadOnlySequence<byte>? body)
    {
        using var scratch = JsonScratch.Rent();
        var draft = new RequestDraft(_fields, scratch.Writer);
        for (var i = 0; i < _fields.Length; i++)
        {
            var field = _fields[i];
            if (field.Source == RequestSource.Path)
            {
                draft.AddSegment(i, (string)context.Request.RouteValues[field.Name]!);
            }
            else if (field.Header is not null && RequestHeaders.Read(context.Request.Headers, field.Header) is { } value)
            {
                draft.AddText(i, value);
            }
        }

        foreach (var parameter in new QueryStringEnumerable(context.Request.QueryString.Value))
        {
            draft.AddParameter(parameter.DecodeName().Span, parameter.EncodedValue.Span, parameter.DecodeValue().Span);
        }

        if (body is { } bytes)
        {
            draft.AddBody(bytes);
        }

        draft.Complete();

        return JsonSerializer.Deserialize(scratch.Written, _type)!;
    }
}

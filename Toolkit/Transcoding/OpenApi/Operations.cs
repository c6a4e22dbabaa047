using System.Globalization;
using System.Text.Json.Nodes;
using CodeFirst.Transcoding.Errors;
using CodeFirst.Transcoding.Routes;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>Describes routes as operations.</summary>
internal sealed class Operations(
    OpenApiDocument document, Schemas schemas, Parameters parameters, Examples examples, string errorKey, TranscodingOptions options, bool needsToken)
{
    private const string Json = "application/json";
    private const string Lines = "application/x-ndjson";
    private const string Events = "text/event-stream";

    public OpenApiOperation Describe(HttpRoute route, string id, DocumentPath path, IReadOnlyList<string> spelling)
    {
        var comment = Comments.Of(route.Method);
        var operation = new OpenApiOperation
        {
            OperationId = id,
            Summary = comment.Length > 0 ? Comments.Summary(comment) : route.Method.Name,
            Description = comment.Length > 0 ? comment : null,
            Deprecated = (route.Method.GetOptions()?.Deprecated ?? false) || (route.Method.Service.GetOptions()?.Deprecated ?? false),
            Tags = new HashSet<OpenApiTagReference> { new(route.Method.Service.Name, document) },
            Parameters = [.. parameters.Of(route, path, spelling)],
            RequestBody = Body(route),
            Responses = new OpenApiResponses { [Text(route.Answer.Status)] = Success(route) },
        };
        if (Parameters.IsConditional(route, options))
        {
            operation.Responses[Text(StatusCodes.Status304NotModified)] = new OpenApiResponse
            {
                Description = "The caller has this version already.",
                Headers = Headers(route),
            };
        }

        foreach (var status in ErrorStatuses(route))
        {
            operation.Responses[Text(status)] = Error(status, route);
        }

        return operation;
    }

    private OpenApiResponse Error(int status, HttpRoute route) => new()
    {
        Description = ReasonPhrases.GetReasonPhrase(status),
        Headers = status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = Header("Seconds to wait before another attempt, if known.") }
            : null,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ErrorSchema.MediaTypeOf(options.Errors)] = Media(
                new OpenApiSchemaReference(errorKey, document),
                ErrorSchema.ExampleOf(status, options, Failures.DomainOf(route.Method, options))),
        },
    };

    private IEnumerable<int> ErrorStatuses(HttpRoute route)
    {
        yield return StatusCodes.Status400BadRequest;
        if (needsToken)
        {
            yield return StatusCodes.Status401Unauthorized;
            yield return StatusCodes.Status403Forbidden;
        }

        if (route.Path.Variables.Count > 0)
        {
            yield return StatusCodes.Status404NotFound;
        }

        if (route.Verb is not ("GET" or "HEAD"))
        {
            yield return StatusCodes.Status409Conflict;
        }

        if (route.HasBody)
        {
            yield return StatusCodes.Status413PayloadTooLarge;
            yield return StatusCodes.Status415UnsupportedMediaType;
        }

        yield return StatusCodes.Status429TooManyRequests;
        yield return StatusCodes.Status500InternalServerError;
        yield return StatusCodes.Status503ServiceUnavailable;
        yield return StatusCodes.Status504GatewayTimeout;
    }

    private OpenApiRequestBody? Body(HttpRoute route)
    {
        if (!route.HasBody)
        {
            return null;
        }

        var request = route.Method.InputType;
        var (schema, example) = route.Body == "*"
            ? WholeBody(route, request)
            : (schemas.Field(request.FindFieldByName(route.Body)), examples.Of(request, request.FindFieldByName(route.Body)));
        var content = new Dictionary<string, OpenApiMediaType> { [Json] = Media(schema, example) };
        if (route.Method.IsClientStreaming)
        {
            content[Lines] = Media(schema, example);
        }

        return new OpenApiRequestBody
        {
            Required = true,
            Description = route.Method.IsClientStreaming ? $"A stream: one message on each line ({Lines}), or one message ({Json})." : null,
            Content = content,
        };
    }

    private (IOpenApiSchema Schema, JsonNode? Example) WholeBody(HttpRoute route, MessageDescriptor request)
    {
        var example = examples.Of(request);
        var inPath = route.Path.Variables.Select(variable => variable.FieldPath).ToHashSet();
        if (!request.Fields.InDeclarationOrder().Any(field => inPath.Contains(field.Name)))
        {
            return (schemas.Of(request), example);
        }

        foreach (var field in request.Fields.InDeclarationOrder().Where(field => inPath.Contains(field.Name)))
        {
            example?.Remove(field.Name);
            example?.Remove(field.JsonName);
        }

        var schema = schemas.Message(request, request.Fields.InDeclarationOrder().Where(field => !inPath.Contains(field.Name)));
        schema.AdditionalPropertiesAllowed = false;

        return (schema, example);
    }

    private OpenApiResponse Success(HttpRoute route)
    {
        var answer = new OpenApiResponse { Description = ReasonPhrases.GetReasonPhrase(route.Answer.Status) };
        if (route.Answer.Status == StatusCodes.Status204NoContent)
        {
            return answer;
        }

        var response = route.Method.OutputType;
        var field = route.ResponseBody.Length > 0 ? response.FindFieldByName(route.ResponseBody) : null;
        var schema = field is null ? schemas.Of(response) : schemas.Field(field);
        var example = field is null ? examples.Of(response) : examples.Of(response, field);
        answer.Headers = Headers(route);
        answer.Content = route.Method.IsServerStreaming
            ? StreamContent(route, schema, example)
            : new Dictionary<string, OpenApiMediaType> { [Json] = Media(schema, example) };

        return answer;
    }

    private Dictionary<string, OpenApiMediaType> StreamContent(HttpRoute route, IOpenApiSchema schema, JsonNode? example)
    {
        var line = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "One line. A line with error, if there is one, is the last.",
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["result"] = schema,
                ["error"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = $"As in {errorKey}." },
            },
        };
        var ids = route.Answer.Mark is null ? "" : " Each has an id: a browser that connects again goes on behind the last it has.";
        var content = new Dictionary<string, OpenApiMediaType>
        {
            [Lines] = Media(line, example is null ? null : new JsonObject { ["result"] = example.DeepClone() }),
            [Events] = Media(
                new OpenApiSchema { Type = JsonSchemaType.String, Description = $"The same messages as server-sent events.{ids}" }, null),
        };
        if (route.Method.IsClientStreaming)
        {
            content[Json] = Media(schema, example); // one message is answered with one
        }

        return content;
    }

    private Dictionary<string, IOpenApiHeader>? Headers(HttpRoute route)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        if (route.Answer.Location is { } location)
        {
            headers["Location"] = Header($"The path of what was created: {location}.");
        }

        if (options.UsesConventions && !route.Method.IsServerStreaming && Parameters.HasETag(route))
        {
            headers["ETag"] = Header("As etag in the body. Send it in If-Match to change only what you have seen.");
        }

        if (options.UsesConventions && route is { Verb: "GET", Method.IsServerStreaming: false }
            && route.Method.InputType.FindFieldByName("page_token") is not null
            && route.Method.OutputType.FindFieldByName("next_page_token") is not null)
        {
            headers["Link"] = Header("The next page, with rel=\"next\", if there is one.");
        }

        return headers.Count > 0 ? headers : null;
    }

    private static OpenApiHeader Header(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiMediaType Media(IOpenApiSchema schema, JsonNode? example) => new() { Schema = schema, Example = example };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}

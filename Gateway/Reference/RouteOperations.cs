using System.Globalization;
using System.Text.Json.Nodes;
using CodeFirst.Gateway.Calls;
using CodeFirst.Gateway.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace CodeFirst.Gateway.Reference;

/// <summary>Describes a line of the table of routes as an operation.</summary>
internal sealed class RouteOperations(OpenApiDocument document, Schemas schemas, ContractComments comments, bool needsToken)
{
    public const string Json = "application/json";

    public OpenApiOperation Describe(RpcRoute route)
    {
        var comment = comments.Of(route.Rpc);
        var tag = route.Path.Contains("activity", StringComparison.Ordinal) ? "Activity" : "Users";
        var operation = new OpenApiOperation
        {
            OperationId = route.Rpc,
            Summary = comment.Split(". ")[0].TrimEnd('.'),
            Description = route.Note is null ? comment : $"{comment} {route.Note}",
            Tags = new HashSet<OpenApiTagReference> { new(tag, document) },
            Parameters = [.. Parameters(route)],
            RequestBody = Body(route),
            Responses = new OpenApiResponses { [Text(route.Status)] = Success(route) },
        };
        if (IsConditional(route))
        {
            operation.Responses[Text(StatusCodes.Status304NotModified)] = new OpenApiResponse
            {
                Description = "The caller has this version already.",
                Headers = Headers(route),
            };
        }

        foreach (var status in ErrorStatuses(route))
        {
            operation.Responses[Text(status)] = Error(status);
        }

        return operation;
    }

    /// <summary>Returns the answer that an error is.</summary>
    public OpenApiResponse Error(int status) => new()
    {
        Description = ReasonPhrases.GetReasonPhrase(status),
        Headers = status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = Header("Seconds to wait before another attempt, if known.") }
            : null,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Json] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Schemas.Error, document), Example = ErrorExample(status) },
        },
    };

    // What is read and has a version: see Preconditions.
    private static bool IsConditional(RpcRoute route) => route is { Verb: "GET", IsStream: false } && HasETag(route);

    private static bool HasETag(RpcRoute route) =>
        WireJson.Options.GetTypeInfo(route.Response).Properties.Any(property => property.Name == "etag");

    private IEnumerable<int> ErrorStatuses(RpcRoute route)
    {
        yield return StatusCodes.Status400BadRequest;
        if (needsToken)
        {
            yield return StatusCodes.Status401Unauthorized;
            yield return StatusCodes.Status403Forbidden;
        }

        if (route.PathFields.Count > 0)
        {
            yield return StatusCodes.Status404NotFound;
        }

        if (route.Verb != "GET" && !route.Rpc.StartsWith("Record", StringComparison.Ordinal))
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

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

    // Of the gateway itself: those of the service are as many as there are rpcs.
    private static JsonNode ErrorExample(int status)
    {
        var error = Errors.Failure.Of(Errors.Refusal.Example(status));
        using var scratch = JsonScratch.Rent();
        Errors.ErrorJson.Write(scratch.Writer, error);

        return JsonNode.Parse(scratch.Written)!;
    }

    private IEnumerable<IOpenApiParameter> Parameters(RpcRoute route)
    {
        var type = WireJson.Options.GetTypeInfo(route.Request);
        foreach (var (field, property) in RequestFields.Of(route, type).Zip(type.Properties))
        {
            if (field.Source != RequestSource.Body)
            {
                yield return new OpenApiParameter
                {
                    Name = field.Name,
                    In = field.Source == RequestSource.Path ? ParameterLocation.Path : ParameterLocation.Query,
                    Required = field.Source == RequestSource.Path,
                    Description = comments.Of($"{route.Request.Name}.{field.Name}"),
                    Schema = schemas.Field(route.Request, property),
                    Example = Examples.Of(route.Request, field.Name),
                };
            }

            if (field.Header is { } header)
            {
                yield return new OpenApiParameter
                {
                    Name = header,
                    In = ParameterLocation.Header,
                    Description = $"Instead of {field.Name}: {comments.Of($"{route.Request.Name}.{field.Name}")}",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                };
            }
        }

        if (IsConditional(route))
        {
            yield return new OpenApiParameter
            {
                Name = "If-None-Match",
                In = ParameterLocation.Header,
                Description = "The ETag of what the caller has: 304 if it is still the same.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
    }

    private OpenApiRequestBody? Body(RpcRoute route)
    {
        if (!route.HasBody)
        {
            return null;
        }

        var example = Examples.Of(route.Request);
        foreach (var field in route.PathFields)
        {
            example?.Remove(field);
        }

        var fields = WireJson.Options.GetTypeInfo(route.Request).Properties.Where(field => !route.PathFields.Contains(field.Name));
        var schema = schemas.Message(route.Request, fields);
        schema.AdditionalPropertiesAllowed = false;

        return new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { [Json] = new OpenApiMediaType { Schema = schema, Example = example } },
        };
    }

    private OpenApiResponse Success(RpcRoute route)
    {
        var answer = new OpenApiResponse { Description = ReasonPhrases.GetReasonPhrase(route.Status) };
        if (route.Status == StatusCodes.Status204NoContent)
        {
            return answer;
        }

        var schema = schemas.Reference(route.Response);
        var example = Examples.Of(route.Response);
        answer.Content = route.IsStream
            ? new Dictionary<string, OpenApiMediaType>
            {
                ["application/x-ndjson"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Description = "One line. A line with error, if there is one, is the last.",
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["result"] = schema,
                            ["error"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = $"As in {Schemas.Error}." },
                        },
                    },
                    Example = new JsonObject { ["result"] = example },
                },
                ["text/event-stream"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The same as server-sent events, with ids." },
                },
            }
            : new Dictionary<string, OpenApiMediaType> { [Json] = new OpenApiMediaType { Schema = schema, Example = example } };
        answer.Headers = Headers(route);

        return answer;
    }

    private static Dictionary<string, IOpenApiHeader>? Headers(RpcRoute route)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        if (route.Location is not null)
        {
            headers["Location"] = Header("The path of what was created.");
        }

        if (HasETag(route))
        {
            headers["ETag"] = Header("As etag in the body. Send it in If-Match to change only what you have seen.");
        }

        return headers.Count > 0 ? headers : null;
    }

    private static OpenApiHeader Header(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}

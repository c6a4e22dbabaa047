using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Routes;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>Describes what of a request is in the path, the query and the headers.</summary>
internal sealed class Parameters(Schemas schemas, FieldNames names, Examples examples, TranscodingOptions options)
{
    /// <summary>Returns the parameters of a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="path">Its path.</param>
    /// <param name="spelling">How the path is written, if another route of the same shape came first.</param>
    public IEnumerable<IOpenApiParameter> Of(HttpRoute route, DocumentPath path, IReadOnlyList<string> spelling)
    {
        for (var i = 0; i < path.Parameters.Count; i++)
        {
            yield return InPath(route, path.Parameters[i], spelling[i]);
        }

        if (route.Body != "*")
        {
            var bound = route.Path.Variables.Select(variable => variable.FieldPath).Append(route.Body).ToHashSet();
            foreach (var parameter in InQuery(route.Method.InputType, "", "", bound, []))
            {
                yield return parameter;
            }
        }

        foreach (var header in Headers(route))
        {
            yield return header;
        }
    }

    private OpenApiParameter InPath(HttpRoute route, PathParameter parameter, string name)
    {
        var field = parameter.Variable is null ? null : FieldOf(route.Method.InputType, parameter.Variable.FieldPath);
        var isWhole = parameter.Variable is { Count: 1 };
        var comment = field is null ? "" : Comments.Of(field);

        return new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = string.Join(' ', new[] { comment, parameter.Note }.Where(text => text.Length > 0)),
            Schema = isWhole ? WithoutComment(field!) : new OpenApiSchema { Type = JsonSchemaType.String },
            Example = isWhole ? examples.Of(route.Method.InputType, field!) : null,
        };
    }

    private IEnumerable<OpenApiParameter> InQuery(
        MessageDescriptor message, string protoPath, string spelledPath, HashSet<string> bound, List<MessageDescriptor> around)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            var path = protoPath + field.Name;
            var spelled = spelledPath + names.Of(field);
            if (bound.Contains(path) || field.IsMap)
            {
                continue;
            }

            if (field.FieldType == FieldType.Message && !KnownSchemas.IsValue(field.MessageType))
            {
                // A list of messages has no form in a query, and neither has one without fields of its own, such as a Struct.
                if (!field.IsRepeated && KnownSchemas.Of(field.MessageType, SchemaUse.Document) is null
                    && !around.Contains(field.MessageType) && field.MessageType != message)
                {
                    foreach (var inner in InQuery(field.MessageType, $"{path}.", $"{spelled}.", bound, [.. around, message]))
                    {
                        yield return inner;
                    }
                }

                continue;
            }

            yield return new OpenApiParameter
            {
                Name = spelled,
                In = ParameterLocation.Query,
                Description = NullIfEmpty(Comments.Of(field)),
                Deprecated = field.GetOptions()?.Deprecated ?? false,
                Schema = WithoutComment(field),
                Example = protoPath.Length == 0 ? examples.Of(message, field) : null,
            };
        }
    }

    private IEnumerable<OpenApiParameter> Headers(HttpRoute route)
    {
        foreach (var field in route.Method.InputType.Fields.InDeclarationOrder())
        {
            if (RequestHeaders.Of(route, field.Name, options) is { } header)
            {
                yield return Header(header, $"Instead of {names.Of(field)}. {Comments.Of(field)}".TrimEnd());
            }
        }

        if (IsConditional(route, options))
        {
            yield return Header("If-None-Match", "The ETag of what the caller has: 304 if it is still the same.");
        }
    }

    /// <summary>Returns whether a caller that has the answer already gets 304.</summary>
    public static bool IsConditional(HttpRoute route, TranscodingOptions options) =>
        options.UsesConventions && route is { Verb: "GET", Method.IsServerStreaming: false } && HasETag(route);

    public static bool HasETag(HttpRoute route) =>
        route.Method.OutputType.FindFieldByName("etag") is { FieldType: FieldType.String, IsRepeated: false };

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    // The parameter has the comment.
    private IOpenApiSchema WithoutComment(FieldDescriptor field)
    {
        var schema = schemas.Field(field);
        if (schema is OpenApiSchema inline)
        {
            inline.Description = null;
        }

        return schema is OpenApiSchemaReference reference ? new OpenApiSchemaReference(reference.Reference.Id!, reference.Reference.HostDocument) : schema;
    }

    private static FieldDescriptor FieldOf(MessageDescriptor message, string fieldPath)
    {
        FieldDescriptor? field = null;
        foreach (var name in fieldPath.Split('.'))
        {
            field = (field?.MessageType ?? message).FindFieldByName(name);
        }

        return field!;
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}

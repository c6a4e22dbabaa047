using System.Globalization;
using System.Text.Json.Nodes;
using CodeFirst.Transcoding.Routes;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>Describes messages as JSON schemas (2020-12) that need no document around them. The rules are those of OpenAPI documents.</summary>
internal static class MessageSchemas
{
    private const string InDocument = "#/components/schemas/";
    private const string Here = "#/$defs/";

    public static JsonObject OfRequest(MethodDescriptor method, FieldNames names, TranscodingOptions options)
    {
        var schema = Of(method.InputType, names, options, SchemaUse.Request);

        // Without them, a route cannot be written.
        var required = HttpRoutes.Of(method).Take(1)
            .SelectMany(route => route.Path.Variables)
            .Where(variable => !variable.FieldPath.Contains('.', StringComparison.Ordinal))
            .Select(variable => names.Of(method.InputType.FindFieldByName(variable.FieldPath)))
            .Union(schema["required"]?.AsArray().Select(name => (string)name!) ?? [])
            .ToList();
        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        }

        return schema;
    }

    public static JsonObject OfResponse(MethodDescriptor method, FieldNames names, TranscodingOptions options) =>
        Of(method.OutputType, names, options, SchemaUse.Response);

    private static JsonObject Of(MessageDescriptor message, FieldNames names, TranscodingOptions options, SchemaUse use)
    {
        var document = new OpenApiDocument { Components = new OpenApiComponents { Schemas = new Dictionary<string, IOpenApiSchema>() } };
        var schemas = new Schemas(document, names, options, use);
        var schema = Json(schemas.Root(message));
        if (document.Components.Schemas.Count > 0)
        {
            schema["$defs"] = new JsonObject(
                document.Components.Schemas.Select(named => KeyValuePair.Create(named.Key, (JsonNode?)Json(named.Value))));
        }

        return schema;
    }

    private static JsonObject Json(IOpenApiSchema schema)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        schema.SerializeAsV31(new OpenApiJsonWriter(text, new OpenApiJsonWriterSettings { Terse = true }));
        var json = JsonNode.Parse(text.ToString())!.AsObject();
        Point(json);

        return json;
    }

    private static void Point(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Point(item);
                }

                break;
            case JsonObject members:
                foreach (var (_, value) in members)
                {
                    Point(value);
                }

                // A field may be called $ref: its schema is no text.
                if (members["$ref"] is JsonValue reference && (string?)reference is { } target)
                {
                    members["$ref"] = target.Replace(InDocument, Here, StringComparison.Ordinal);
                }

                break;
        }
    }
}

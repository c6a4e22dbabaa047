using System.Text.Json.Serialization.Metadata;
using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Json;
using Microsoft.OpenApi;

namespace CodeFirst.Gateway.Reference;

/// <summary>Describes messages as JSON schemas, each once, under components.</summary>
internal sealed class Schemas(OpenApiDocument document, ContractComments comments)
{
    public const string Error = "Error";

    /// <summary>Returns a reference to the schema of a message.</summary>
    public IOpenApiSchema Reference(Type message)
    {
        var components = document.Components!.Schemas!;
        if (!components.ContainsKey(message.Name))
        {
            components[message.Name] = new OpenApiSchema(); // so that a message in itself ends
            components[message.Name] = Message(message, WireJson.Options.GetTypeInfo(message).Properties);
        }

        return new OpenApiSchemaReference(message.Name, document);
    }

    /// <summary>Returns the schema of a message, or of a part of it.</summary>
    public OpenApiSchema Message(Type message, IEnumerable<JsonPropertyInfo> fields) => new()
    {
        Type = JsonSchemaType.Object,
        Description = comments.Of(message.Name),
        Properties = fields.ToDictionary(field => field.Name, field => Field(message, field)),
    };

    /// <summary>Returns the schema of a field.</summary>
    public IOpenApiSchema Field(Type message, JsonPropertyInfo field)
    {
        var schema = Value(field.PropertyType);
        if (schema is OpenApiSchema inline)
        {
            inline.Description = comments.Of($"{message.Name}.{field.Name}");
        }

        return schema;
    }

    /// <summary>Returns the schema of the errors, and adds it to the components.</summary>
    public void AddError() => document.Components!.Schemas![Error] = new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong: a google.rpc.Status.",
        Required = new HashSet<string> { "error" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["error"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "code", "status", "message", "details" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["code"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." },
                    ["status"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        Description = "The gRPC status.",
                        Enum = [.. HttpStatuses.AllNames.Skip(1).Select(name => (System.Text.Json.Nodes.JsonNode)name)],
                    },
                    ["message"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For a developer, in English." },
                    ["details"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Description = "Always a google.rpc.ErrorInfo with a reason; where they fit BadRequest, ResourceInfo, RetryInfo.",
                        Items = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Required = new HashSet<string> { "@type" },
                            Properties = new Dictionary<string, IOpenApiSchema>
                            {
                                ["@type"] = new OpenApiSchema { Type = JsonSchemaType.String },
                            },
                        },
                    },
                },
            },
        },
    };

    private IOpenApiSchema Value(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            return new OpenApiSchema { Type = JsonSchemaType.Array, Items = Value(type.GetGenericArguments()[0]) };
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => new OpenApiSchema { Type = JsonSchemaType.String },
            TypeCode.Boolean => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            TypeCode.Int32 => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            TypeCode.Int64 => new OpenApiSchema { Type = JsonSchemaType.String, Format = "int64" },
            _ => Reference(type),
        };
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>Describes messages and enums as JSON schemas, each once, under components.</summary>
internal sealed class Schemas(OpenApiDocument document, FieldNames names, TranscodingOptions options)
{
    private readonly Dictionary<string, string> _keys = [];

    /// <summary>Returns a name under components that nothing else has.</summary>
    public string KeyOf(string shortName, string fullName)
    {
        if (!_keys.TryGetValue(fullName, out var key))
        {
            key = _keys.ContainsValue(shortName) ? fullName : shortName;
            _keys.Add(fullName, key);
        }

        return key;
    }

    /// <summary>Returns the schema of a message: a reference, or the form of its own that JSON has for it.</summary>
    public IOpenApiSchema Of(MessageDescriptor message)
    {
        if (KnownSchemas.WrappedOf(message) is { } wrapped)
        {
            var value = Scalar(wrapped);
            value.Type |= JsonSchemaType.Null;

            return value;
        }

        if (KnownSchemas.Of(message) is { } known)
        {
            return known;
        }

        var key = KeyOf(LocalName(message), message.FullName);
        var components = document.Components!.Schemas!;
        if (!components.ContainsKey(key))
        {
            components[key] = new OpenApiSchema(); // so that a message in itself ends
            components[key] = Message(message, message.Fields.InDeclarationOrder());
        }

        return new OpenApiSchemaReference(key, document);
    }

    /// <summary>Returns the schema of a message, or of a part of it.</summary>
    public OpenApiSchema Message(MessageDescriptor message, IEnumerable<FieldDescriptor> fields) => new()
    {
        Type = JsonSchemaType.Object,
        Description = TextOf(message),
        Deprecated = message.GetOptions()?.Deprecated ?? false,
        Properties = fields.ToDictionary(names.Of, Field),
    };

    /// <summary>Returns the schema of a field, with its comment.</summary>
    public IOpenApiSchema Field(FieldDescriptor field)
    {
        var schema = field switch
        {
            { IsMap: true } => new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = Single(field.MessageType.FindFieldByNumber(2)),
            },
            { IsRepeated: true } => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Single(field) },
            _ => Single(field),
        };
        var comment = NullIfEmpty(Comments.Of(field));
        var isDeprecated = field.GetOptions()?.Deprecated ?? false;
        switch (schema)
        {
            case OpenApiSchema inline:
                inline.Description = comment ?? inline.Description;
                inline.Deprecated = isDeprecated;
                break;
            case OpenApiSchemaReference reference when comment is not null || isDeprecated:
                reference.Description = comment;
                reference.Deprecated = isDeprecated;
                break;
        }

        return schema;
    }

    private static string LocalName(DescriptorBase descriptor) => descriptor.File.Package.Length > 0
        ? descriptor.FullName[(descriptor.File.Package.Length + 1)..]
        : descriptor.FullName;

    // What belongs together by a oneof, no keyword of JSON Schema says in a way that generators of clients understand.
    private string? TextOf(MessageDescriptor message)
    {
        var choices = message.Oneofs.Where(oneof => !oneof.IsSynthetic)
            .Select(oneof => $"At most one of {string.Join(", ", oneof.Fields.Select(names.Of))} is set.");

        return NullIfEmpty(string.Join("\n\n", choices.Prepend(Comments.Of(message)).Where(text => text.Length > 0)));
    }

    private IOpenApiSchema Single(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group => Of(field.MessageType),
        FieldType.Enum => Enum(field.EnumType),
        _ => Scalar(field),
    };

    private OpenApiSchema Scalar(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        FieldType.Bytes => new OpenApiSchema { Type = JsonSchemaType.String, Format = "byte" },
        FieldType.Double => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" },
        FieldType.Float => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "float" },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
        FieldType.UInt32 or FieldType.Fixed32 => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "uint32", Minimum = "0" },
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new OpenApiSchema { Type = LongType, Format = "int64" },
        FieldType.UInt64 or FieldType.Fixed64 => new OpenApiSchema { Type = LongType, Format = "uint64" },
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private JsonSchemaType LongType => options.WritesInt64AsNumbers ? JsonSchemaType.Integer : JsonSchemaType.String;

    private IOpenApiSchema Enum(EnumDescriptor @enum)
    {
        if (@enum.FullName == "google.protobuf.NullValue")
        {
            return new OpenApiSchema { Type = JsonSchemaType.Null };
        }

        var key = KeyOf(LocalName(@enum), @enum.FullName);
        document.Components!.Schemas!.TryAdd(key, new OpenApiSchema
        {
            Type = options.WritesEnumsAsNumbers ? JsonSchemaType.Integer : JsonSchemaType.String,
            Description = NullIfEmpty(TextOf(@enum)),
            Deprecated = @enum.GetOptions()?.Deprecated ?? false,
            Enum = [.. Values(@enum)],
        });

        return new OpenApiSchemaReference(key, document);
    }

    private IEnumerable<JsonNode> Values(EnumDescriptor @enum) => options.WritesEnumsAsNumbers
        ? @enum.Values.Select(value => value.Number).Distinct().Select(number => (JsonNode)number)
        : @enum.Values.Select(value => (JsonNode)value.Name);

    private string TextOf(EnumDescriptor @enum)
    {
        var values = @enum.Values
            .Select(value => (Name: options.WritesEnumsAsNumbers
                ? string.Create(CultureInfo.InvariantCulture, $"{value.Number} ({value.Name})")
                : value.Name, Text: Comments.Of(value)))
            .Where(value => value.Text.Length > 0 || options.WritesEnumsAsNumbers)
            .Select(value => value.Text.Length > 0 ? $"- {value.Name}: {value.Text.ReplaceLineEndings(" ")}" : $"- {value.Name}");

        return string.Join("\n\n", new[] { Comments.Of(@enum), string.Join('\n', values) }.Where(text => text.Length > 0));
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}

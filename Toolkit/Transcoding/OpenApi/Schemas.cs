using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>Describes messages and enums as JSON schemas, each once, under components.</summary>
internal sealed class Schemas(
    OpenApiDocument document, FieldNames names, TranscodingOptions options, SchemaUse use = SchemaUse.Document)
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

        if (KnownSchemas.Of(message, use) is { } known)
        {
            return known;
        }

        var key = KeyOf(LocalName(message), message.FullName);
        var components = document.Components!.Schemas!;
        if (!components.ContainsKey(key))
        {
            components[key] = new OpenApiSchema(); // so that a message in itself ends
            var schema = Message(message, message.Fields.InDeclarationOrder());
            if (use == SchemaUse.Request)
            {
                Choices.AddTo(schema, message, names);
            }

            components[key] = schema;
        }

        return new OpenApiSchemaReference(key, document);
    }

    /// <summary>Returns the schema of a message that stands alone, and is no reference.</summary>
    public IOpenApiSchema Root(MessageDescriptor message)
    {
        if (use == SchemaUse.Request && KnownSchemas.WrappedOf(message) is { } wrapped)
        {
            return Scalar(wrapped); // null leaves a field out; a message is never null
        }

        if (KnownSchemas.Of(message, use) is not null || KnownSchemas.WrappedOf(message) is not null)
        {
            return Of(message);
        }

        var schema = Message(message, message.Fields.InDeclarationOrder());
        if (use == SchemaUse.Request)
        {
            Choices.AddToRoot(schema, message, names);
        }

        return schema;
    }

    /// <summary>Returns the schema of a message, or of a part of it.</summary>
    public OpenApiSchema Message(MessageDescriptor message, IEnumerable<FieldDescriptor> fields)
    {
        var all = fields.ToList();
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = TextOf(message),
            Deprecated = message.GetOptions()?.Deprecated ?? false,
            Properties = all.ToDictionary(names.Of, Field),
        };
        if (use == SchemaUse.Request)
        {
            schema.AdditionalPropertiesAllowed = false;
            schema.Required = all.Where(field => field.IsRequired).Select(names.Of).ToHashSet() is { Count: > 0 } required ? required : null;
        }

        return schema;
    }

    /// <summary>Returns the schema of a field, with its comment.</summary>
    public IOpenApiSchema Field(FieldDescriptor field)
    {
        var schema = field switch
        {
            { IsMap: true } => Map(field.MessageType),
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

    private OpenApiSchema Map(MessageDescriptor entry)
    {
        var value = Single(entry.FindFieldByNumber(2));
        var keys = use == SchemaUse.Request ? ScalarSchemas.PatternOfKeys(entry.FindFieldByNumber(1)) : null;

        return keys is null
            ? new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = value }
            : new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                PatternProperties = new Dictionary<string, IOpenApiSchema> { [keys] = value },
                AdditionalPropertiesAllowed = false,
            };
    }

    private OpenApiSchema Scalar(FieldDescriptor field) => use == SchemaUse.Document
        ? ScalarSchemas.ForDocument(field, options)
        : ScalarSchemas.ForValues(field, options);

    private IOpenApiSchema Enum(EnumDescriptor @enum)
    {
        if (@enum.FullName == "google.protobuf.NullValue")
        {
            return new OpenApiSchema { Type = JsonSchemaType.Null };
        }

        var key = KeyOf(LocalName(@enum), @enum.FullName);
        var schema = new OpenApiSchema
        {
            Type = options.WritesEnumsAsNumbers ? JsonSchemaType.Integer : JsonSchemaType.String,
            Description = NullIfEmpty(TextOf(@enum)),
            Deprecated = @enum.GetOptions()?.Deprecated ?? false,
            Enum = [.. Values(@enum)],
        };
        if (use == SchemaUse.Response)
        {
            // A newer service may have values that this contract does not know: they are numbers.
            schema.AnyOf = [new OpenApiSchema { Enum = schema.Enum }, new OpenApiSchema { Type = JsonSchemaType.Integer }];
            (schema.Type, schema.Enum) = (null, null);
        }

        document.Components!.Schemas!.TryAdd(key, schema);

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

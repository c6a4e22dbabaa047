using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>Says in a schema that of each oneof at most one field is there.</summary>
internal static class Choices
{
    /// <summary>Adds the oneofs of a message to its schema.</summary>
    public static void AddTo(OpenApiSchema schema, MessageDescriptor message, FieldNames names)
    {
        var choices = OneofsOf(message, names).Select(OneOf).ToList();
        if (choices is [var only])
        {
            schema.OneOf = only.OneOf;
        }
        else if (choices.Count > 0)
        {
            schema.AllOf = [.. choices];
        }
    }

    /// <summary>
    /// Adds the oneofs to the schema of a whole request, in another form: models refuse oneOf, anyOf and allOf there.
    /// </summary>
    public static void AddToRoot(OpenApiSchema schema, MessageDescriptor message, FieldNames names)
    {
        var pairs = OneofsOf(message, names)
            .SelectMany(fields => fields.SelectMany((field, i) => fields.Skip(i + 1).Select(other => Has(field, other))))
            .ToList();
        schema.Not = pairs switch
        {
            [] => null,
            [var only] => only,
            _ => new OpenApiSchema { AnyOf = [.. pairs] },
        };
    }

    private static IEnumerable<List<string>> OneofsOf(MessageDescriptor message, FieldNames names) => message.Oneofs
        .Where(oneof => !oneof.IsSynthetic)
        .Select(oneof => oneof.Fields.Select(names.Of).ToList());

    private static OpenApiSchema OneOf(List<string> fields) => new()
    {
        OneOf =
        [
            .. fields.Select(field => Has(field)),
            new OpenApiSchema { Not = new OpenApiSchema { AnyOf = [.. fields.Select(field => Has(field))] } },
        ],
    };

    private static OpenApiSchema Has(params string[] fields) => new() { Required = fields.ToHashSet() };
}

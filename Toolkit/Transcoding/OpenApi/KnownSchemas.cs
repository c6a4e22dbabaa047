using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>The messages that JSON has an own form for: those of protobuf, and those of protobuf-net.</summary>
internal static class KnownSchemas
{
    private const string Seconds = @"^-?[0-9]+(\.[0-9]{1,9})?s$";

    // The format date-time needs an offset, and these times have one only if they are in UTC.
    private const string MaybeLocal = @"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?$";

    /// <summary>Returns whether a message is one value in JSON, so that it can be a parameter.</summary>
    public static bool IsValue(MessageDescriptor message) => message.FullName switch
    {
        "google.protobuf.Timestamp" or "google.protobuf.Duration" or "google.protobuf.FieldMask" => true,
        "bcl.Guid" or "bcl.Decimal" or "bcl.DateTime" or "bcl.TimeSpan" => true,
        _ => WrappedOf(message) is not null,
    };

    /// <summary>Returns the field of a wrapper such as google.protobuf.StringValue, or null for other messages.</summary>
    public static FieldDescriptor? WrappedOf(MessageDescriptor message) =>
        message.File.Name == "google/protobuf/wrappers.proto" ? message.FindFieldByNumber(1) : null;

    /// <summary>Returns the schema of a message with an own form, but for wrappers; null if it has none.</summary>
    public static OpenApiSchema? Of(MessageDescriptor message, SchemaUse use) => message.FullName switch
    {
        "google.protobuf.Timestamp" => Text("date-time"),
        "google.protobuf.Duration" or "bcl.TimeSpan" => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = Seconds },
        "google.protobuf.FieldMask" => Text(null),
        "google.protobuf.Struct" => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() },
        "google.protobuf.Value" => new OpenApiSchema { Description = "Any JSON value." },
        "google.protobuf.ListValue" => new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema() },
        "google.protobuf.Empty" => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = use != SchemaUse.Request },
        "google.protobuf.Any" => new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "@type" },
            Properties = new Dictionary<string, IOpenApiSchema> { ["@type"] = Text(null) },
            AdditionalProperties = new OpenApiSchema(),
        },
        "bcl.Guid" => Text("uuid"),
        "bcl.Decimal" => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = @"^-?[0-9]+(\.[0-9]+)?$" },
        "bcl.DateTime" => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = MaybeLocal },
        _ => null,
    };

    private static OpenApiSchema Text(string? format) => new() { Type = JsonSchemaType.String, Format = format };
}

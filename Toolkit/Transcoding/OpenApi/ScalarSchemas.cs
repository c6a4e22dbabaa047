using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>The schemas of scalars.</summary>
internal static class ScalarSchemas
{
    private const string Signed = "^-?[0-9]{1,19}$";
    private const string Unsigned = "^[0-9]{1,20}$";
    private const string LargestFloat = "3.4028235E+38";
    private const string Base64 = "^([A-Za-z0-9+/_-]{4})*([A-Za-z0-9+/_-]{2}(==)?|[A-Za-z0-9+/_-]{3}=?)?$";

    /// <summary>Returns the schema of a scalar in an OpenAPI document, whose formats generators of clients know.</summary>
    public static OpenApiSchema ForDocument(FieldDescriptor field, TranscodingOptions options) => field.FieldType switch
    {
        FieldType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        FieldType.Bytes => new OpenApiSchema { Type = JsonSchemaType.String, Format = "byte" },
        FieldType.Double => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" },
        FieldType.Float => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "float" },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
        FieldType.UInt32 or FieldType.Fixed32 => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "uint32", Minimum = "0" },
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new OpenApiSchema { Type = LongType(options), Format = "int64" },
        FieldType.UInt64 or FieldType.Fixed64 => new OpenApiSchema { Type = LongType(options), Format = "uint64" },
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };

    /// <summary>Returns the schema of a scalar that tells right values from wrong ones.</summary>
    public static OpenApiSchema ForValues(FieldDescriptor field, TranscodingOptions options) => field.FieldType switch
    {
        FieldType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        FieldType.Bytes => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = Base64, Description = "Base64." },
        FieldType.Double => Floating(new OpenApiSchema { Type = JsonSchemaType.Number }),
        FieldType.Float => Floating(new OpenApiSchema { Type = JsonSchemaType.Number, Minimum = $"-{LargestFloat}", Maximum = LargestFloat }),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Integer("-2147483648", "2147483647"),
        FieldType.UInt32 or FieldType.Fixed32 => Integer("0", "4294967295"),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Long(options, Signed),
        FieldType.UInt64 or FieldType.Fixed64 => Long(options, Unsigned),
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };

    /// <summary>Returns the pattern of the keys of a map; null if every text is one.</summary>
    public static string? PatternOfKeys(FieldDescriptor key) => key.FieldType switch
    {
        FieldType.String => null,
        FieldType.Bool => "^(true|false)$",
        FieldType.UInt32 or FieldType.Fixed32 or FieldType.UInt64 or FieldType.Fixed64 => Unsigned,
        _ => Signed,
    };

    private static JsonSchemaType LongType(TranscodingOptions options) =>
        options.WritesInt64AsNumbers ? JsonSchemaType.Integer : JsonSchemaType.String;

    private static OpenApiSchema Integer(string minimum, string maximum) =>
        new() { Type = JsonSchemaType.Integer, Minimum = minimum, Maximum = maximum };

    private static OpenApiSchema Long(TranscodingOptions options, string pattern) => options.WritesInt64AsNumbers
        ? new OpenApiSchema { Type = JsonSchemaType.Integer }
        : new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern };

    // JSON has no number for these three.
    private static OpenApiSchema Floating(OpenApiSchema number) => new()
    {
        AnyOf =
        [
            number,
            new OpenApiSchema { Enum = ["NaN", "Infinity", "-Infinity"] },
        ],
    };
}

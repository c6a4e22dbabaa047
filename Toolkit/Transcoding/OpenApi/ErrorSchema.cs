using System.Text.Json.Nodes;
using CodeFirst.Transcoding.Errors;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>The schema of errors, in the form that the options say.</summary>
internal static class ErrorSchema
{
    public static OpenApiSchema Of(ErrorForm form) => form == ErrorForm.ProblemDetails ? Problem() : Status();

    public static string MediaTypeOf(ErrorForm form) =>
        form == ErrorForm.ProblemDetails ? "application/problem+json" : "application/json";

    private static OpenApiSchema Status() => Object(
        "An error: a google.rpc.Status.",
        ("error", Object(
            null,
            ("code", Number("The HTTP status.")),
            ("status", Name()),
            ("message", Text("What went wrong, for a developer, in English.")),
            ("details", Details()))));

    private static OpenApiSchema Problem() => Object(
        "An error: problem details (RFC 9457).",
        ("type", Text("Always about:blank.")),
        ("title", Name()),
        ("status", Number("The HTTP status.")),
        ("detail", Text("What went wrong, for a developer, in English.")),
        ("details", Details()));

    private static OpenApiSchema Name() => new()
    {
        Type = JsonSchemaType.String,
        Description = "The gRPC status.",
        Enum = [.. HttpStatuses.AllNames.Skip(1).Select(name => (JsonNode)name)],
    };

    private static OpenApiSchema Details() => new()
    {
        Type = JsonSchemaType.Array,
        Description = "Always a google.rpc.ErrorInfo with a reason; where they fit BadRequest, ResourceInfo, RetryInfo.",
        Items = Object(null, ("@type", Text(null))),
    };

    private static OpenApiSchema Object(string? description, params (string Name, OpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Required = members.Select(member => member.Name).ToHashSet(),
        Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema),
    };

    private static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Number(string description) => new() { Type = JsonSchemaType.Integer, Description = description };
}

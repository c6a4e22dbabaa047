using System.Text.Json.Nodes;
using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Errors;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>The schema of errors, in the form that the options say.</summary>
internal static class ErrorSchema
{
    public static OpenApiSchema Of(ErrorForm form) => form == ErrorForm.ProblemDetails ? Problem() : Status();

    public static string MediaTypeOf(ErrorForm form) =>
        form == ErrorForm.ProblemDetails ? "application/problem+json" : "application/json";

    /// <summary>Returns an example of an error with an HTTP status.</summary>
    public static JsonNode ExampleOf(int httpStatus, TranscodingOptions options, string domain)
    {
        var code = HttpStatuses.CodeOf(httpStatus);
        var failure = new Failure(httpStatus, new Google.Rpc.Status
        {
            Code = (int)code,
            Message = ReasonPhrases.GetReasonPhrase(httpStatus),
            Details = { Any.Pack(new ErrorInfo { Reason = HttpStatuses.NameOf((int)code), Domain = domain }) },
        });
        using var json = new PooledBuffer();
        if (options.Errors == ErrorForm.ProblemDetails)
        {
            ErrorJson.WriteProblem(json, failure);
        }
        else
        {
            ErrorJson.Write(json, failure);
        }

        return JsonNode.Parse(json.Written)!;
    }

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

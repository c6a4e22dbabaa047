using System.Text.Json.Nodes;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Seed;
using Microsoft.OpenApi;

namespace CodeFirst.Gateway.Reference;

/// <summary>Describes the few paths that are no rpc's in the table of routes.</summary>
internal sealed class OtherOperations(OpenApiDocument document, Schemas schemas, RouteOperations routes)
{
    private const string PlainText = "text/plain";

    public IEnumerable<(string Path, OpenApiOperation Operation)> All()
    {
        yield return (SeedExtensions.ListUsers, Operation(
            "ListFirstUsers", "Returns the first ten users", "Earlier routes", Message(typeof(ListUsersResponse)), Failed(500)));
        var get = Operation(
            "GetUserByQuery", "Returns one user", "Earlier routes", Message(typeof(User)), Failed(400), Failed(500));
        get.Parameters =
        [
            new OpenApiParameter
            {
                Name = "id",
                In = ParameterLocation.Query,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = Examples.Of(typeof(GetUserRequest), "id"),
            },
        ];
        yield return (SeedExtensions.GetUser, get);
        yield return ("/health", Operation("Health", "Answers ok while the gateway runs", "Health", Ok("ok")));
        yield return ("/health/ready", Operation(
            "Ready", "Answers ok while the user service answers too", "Health", Ok("ok"), ("503", routes.Error(503))));
    }

    private OpenApiOperation Operation(string id, string summary, string tag, params (string Status, OpenApiResponse Response)[] responses)
    {
        var operation = new OpenApiOperation
        {
            OperationId = id,
            Summary = summary,
            Deprecated = tag == "Earlier routes",
            Tags = new HashSet<OpenApiTagReference> { new(tag, document) },
            Responses = [],
        };
        foreach (var (status, response) in responses)
        {
            operation.Responses[status] = response;
        }

        return operation;
    }

    private (string Status, OpenApiResponse Response) Message(Type type) =>
        ("200", Answer("OK", RouteOperations.Json, schemas.Reference(type), Examples.Of(type)));

    private static (string Status, OpenApiResponse Response) Ok(string text) => ("200", Text("OK", text));

    private static (string Status, OpenApiResponse Response) Failed(int status) =>
        ($"{status}", Text("The reason in plain text.", status == 400 ? "Missing user ID\n" : "Failed to get user: rpc error: …\n"));

    private static OpenApiResponse Text(string description, string text) =>
        Answer(description, PlainText, new OpenApiSchema { Type = JsonSchemaType.String }, text);

    private static OpenApiResponse Answer(string description, string mediaType, IOpenApiSchema schema, JsonNode? example) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [mediaType] = new OpenApiMediaType { Schema = schema, Example = example } },
    };
}

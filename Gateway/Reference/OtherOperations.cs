using System.Text.Json.Nodes;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Seed;
using Microsoft.OpenApi;

namespace CodeFirst.Gateway.Reference;

/// <summary>Describes the few paths that are no rpc's in the table of routes.</summary>
internal sealed class OtherOperations(OpenApiDocument document, Schemas schemas, RouteOperations routes)
{
    private const string PlainText = "text/plain";
    private const string EarlierRoutes = "Earlier routes";
    private const string Health = "Health";

    public IEnumerable<(string Path, OpenApiOperation Operation)> All()
    {
        yield return (SeedExtensions.ListUsers, Operation(
            "ListFirstUsers",
            "Returns the first ten users",
            EarlierRoutes,
            Message(SeedRoutes.WithEarlierFields(Examples.Of<ListUsersResponse>())),
            Failed(500, "Failed to list users: rpc error: …\n")));
        var get = Operation(
            "GetUserByQuery",
            "Returns one user",
            EarlierRoutes,
            Message(SeedRoutes.WithEarlierFields(Examples.Of<User>())),
            Failed(400, "Missing user ID\n"),
            Failed(500, "Failed to get user: rpc error: …\n"));
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
        yield return ("/health", Operation("Health", "Answers ok while the gateway runs", Health, Ok("ok")));
        yield return (Readiness.Path, Operation(
            "Ready", "Answers ok while the user service answers too", Health, Ok("ok"), ("503", routes.Error(503))));
    }

    private OpenApiOperation Operation(string id, string summary, string tag, params (string Status, OpenApiResponse Response)[] responses)
    {
        var operation = new OpenApiOperation
        {
            OperationId = id,
            Summary = summary,
            Deprecated = tag == EarlierRoutes,
            Security = tag == Health ? [] : null, // open to everybody, also if tokens are asked for
            Tags = new HashSet<OpenApiTagReference> { new(tag, document) },
            Responses = [],
        };
        foreach (var (status, response) in responses)
        {
            operation.Responses[status] = response;
        }

        return operation;
    }

    private (string Status, OpenApiResponse Response) Message<T>(T example)
        where T : class =>
        ("200", Answer("OK", RouteOperations.Json, schemas.Reference(typeof(T)), Examples.Json(example)));

    private static (string Status, OpenApiResponse Response) Ok(string text) => ("200", Text("OK", text));

    private static (string Status, OpenApiResponse Response) Failed(int status, string text) =>
        ($"{status}", Text("The reason in plain text.", text));

    private static OpenApiResponse Text(string description, string text) =>
        Answer(description, PlainText, new OpenApiSchema { Type = JsonSchemaType.String }, text);

    private static OpenApiResponse Answer(string description, string mediaType, IOpenApiSchema schema, JsonNode? example) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [mediaType] = new OpenApiMediaType { Schema = schema, Example = example } },
    };
}

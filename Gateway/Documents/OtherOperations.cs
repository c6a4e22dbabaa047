using System.Text;
using System.Text.Json.Nodes;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Seed;
using Microsoft.OpenApi;

namespace CodeFirst.Gateway.Documents;

/// <summary>Describes the few paths that are not routes of the contract.</summary>
internal static class OtherOperations
{
    private const string Json = "application/json";
    private const string PlainText = "text/plain";
    private const string EarlierRoutes = "Earlier routes";
    private const string Health = "Health";

    public static void AddTo(OpenApiDocument document)
    {
        document.Info.License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" };
        foreach (var tag in new[] { Health, EarlierRoutes })
        {
            document.Tags!.Add(new OpenApiTag { Name = tag });
        }

        Add(document, SeedExtensions.ListUsers, EarlierRoutes, new OpenApiOperation
        {
            OperationId = "ListFirstUsers",
            Summary = "Returns the first ten users",
            Responses = new OpenApiResponses
            {
                ["200"] = Message(document, "ListUsersResponse", SeedJson.Of(SeedExample.Page)),
                ["500"] = Failed("Failed to list users: rpc error: …\n"),
            },
        });
        Add(document, SeedExtensions.GetUser, EarlierRoutes, new OpenApiOperation
        {
            OperationId = "GetUserByQuery",
            Summary = "Returns one user",
            Parameters =
            [
                new OpenApiParameter
                {
                    Name = "id",
                    In = ParameterLocation.Query,
                    Required = true,
                    Description = "The id of the user.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Example = SeedExample.User.Id,
                },
            ],
            Responses = new OpenApiResponses
            {
                ["200"] = Message(document, "User", SeedJson.Of(SeedExample.User)),
                ["400"] = Failed("Missing user ID\n"),
                ["500"] = Failed("Failed to get user: rpc error: …\n"),
            },
        });
        Add(document, "/health", Health, new OpenApiOperation
        {
            OperationId = "Health",
            Summary = "Answers ok while the gateway runs",
            Responses = new OpenApiResponses { ["200"] = Text("OK", "ok") },
        });
        Add(document, Readiness.Path, Health, new OpenApiOperation
        {
            OperationId = "Ready",
            Summary = "Answers ok while the user service answers too",
            Responses = new OpenApiResponses { ["200"] = Text("OK", "ok"), ["503"] = Unavailable(document) },
        });
    }

    private static void Add(OpenApiDocument document, string path, string tag, OpenApiOperation operation)
    {
        operation.Tags = new HashSet<OpenApiTagReference> { new(tag, document) };
        operation.Deprecated = tag == EarlierRoutes;
        operation.Security = tag == Health ? [] : null; // open to everybody, also if tokens are asked for
        var item = new OpenApiPathItem();
        item.AddOperation(HttpMethod.Get, operation);
        document.Paths[path] = item;
    }

    // The error that every route has for the same status.
    private static IOpenApiResponse Unavailable(OpenApiDocument document) => document.Paths.Values
        .SelectMany(path => path.Operations is { } operations ? operations.Values.AsEnumerable() : [])
        .Select(operation => operation.Responses?.GetValueOrDefault("503"))
        .OfType<IOpenApiResponse>()
        .First();

    private static OpenApiResponse Message(OpenApiDocument document, string schema, byte[] example) =>
        Answer("OK", Json, new OpenApiSchemaReference(schema, document), JsonNode.Parse(Encoding.UTF8.GetString(example)));

    private static OpenApiResponse Failed(string text) => Text("The reason in plain text.", text);

    private static OpenApiResponse Text(string description, string text) =>
        Answer(description, PlainText, new OpenApiSchema { Type = JsonSchemaType.String }, text);

    private static OpenApiResponse Answer(string description, string mediaType, IOpenApiSchema schema, JsonNode? example) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [mediaType] = new OpenApiMediaType { Schema = schema, Example = example } },
    };
}

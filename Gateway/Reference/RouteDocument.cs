using CodeFirst.Gateway.Users;
using CodeFirst.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace CodeFirst.Gateway.Reference;

/// <summary>Makes the OpenAPI document: the operations from the table of routes, the texts from the contract's comments.</summary>
internal sealed class RouteDocument(IOptions<CallerAuthenticationOptions> signIn) : IOpenApiDocumentTransformer
{
    private const string BearerToken = "bearer";

    private static readonly string[] Tags = ["Users", "Activity", "Health", "Earlier routes"];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "User service",
            Version = "v1",
            Description = "Users and their activity, over HTTP and JSON."
                + " Fields with their default value (empty text, 0, false, empty list) are"
                + " left out of answers; 64-bit numbers are strings. Query parameters, and members of bodies, that are not described here"
                + " are refused.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components = new OpenApiComponents { Schemas = new Dictionary<string, IOpenApiSchema>() };
        document.Paths = [];
        document.Tags = Tags.Select(name => new OpenApiTag { Name = name }).ToHashSet();
        var comments = new ContractComments();
        var schemas = new Schemas(document, comments);
        schemas.AddError();
        var routes = new RouteOperations(document, schemas, comments, signIn.Value.IsOn);
        foreach (var route in UserRoutes.All)
        {
            Add(document, route.Path, new HttpMethod(route.Verb), routes.Describe(route));
        }

        foreach (var (path, operation) in new OtherOperations(document, schemas, routes).All())
        {
            Add(document, path, HttpMethod.Get, operation);
        }

        if (signIn.Value.IsOn)
        {
            AddSignIn(document);
        }

        return Task.CompletedTask;
    }

    private static void Add(OpenApiDocument document, string path, HttpMethod verb, OpenApiOperation operation)
    {
        if (!document.Paths.TryGetValue(path, out var item))
        {
            document.Paths[path] = item = new OpenApiPathItem();
        }

        ((OpenApiPathItem)item).AddOperation(verb, operation);
    }

    private static void AddSignIn(OpenApiDocument document)
    {
        document.AddComponent(
            BearerToken,
            new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerToken, document)] = [] }];
    }
}

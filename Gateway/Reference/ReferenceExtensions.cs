using System.Security.Cryptography;
using CodeFirst.Gateway.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace CodeFirst.Gateway.Reference;

internal static class ReferenceExtensions
{
    private const string DocumentName = "v1";

    public static WebApplicationBuilder AddReference(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi(DocumentName, options => options.AddDocumentTransformer<RouteDocument>());

        return builder;
    }

    /// <summary>
    /// Serves the OpenAPI document at /openapi/v1.json, the API reference made of it at /docs, and the contract itself at /proto. The
    /// scripts of the reference are in the program too.
    /// </summary>
    public static WebApplication MapReference(this WebApplication app)
    {
        MapDocument(app);
        app.MapScalarApiReference("/docs", (options, context) =>
        {
            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Response.Headers.ContentSecurityPolicy = SecurityHeadersExtensions.PolicyOfReference(nonce);
            options
                .WithTitle("User service API")
                .WithNonce(nonce)
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideClientButton();
        });
        MapFile(app, ContractFiles.Proto, "text/plain; charset=utf-8");
        MapFile(app, ContractFiles.DescriptorSet, "application/octet-stream");

        return app;
    }

    // Not MapOpenApi: it makes the document anew for each request, and everybody may ask.
    private static void MapDocument(WebApplication app)
    {
        var provider = app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentName);
        var document = new Lazy<Task<byte[]>>(async () =>
        {
            using var json = new MemoryStream();
            await (await provider.GetOpenApiDocumentAsync()).SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);

            return json.ToArray();
        });
        MapBytes(app, $"/openapi/{DocumentName}.json", RouteOperations.Json, () => document.Value);
    }

    private static void MapFile(WebApplication app, string name, string contentType)
    {
        var bytes = Task.FromResult(ContractFiles.Read(name));
        MapBytes(app, $"/proto/{name}", contentType, () => bytes);
    }

    private static void MapBytes(WebApplication app, string path, string contentType, Func<Task<byte[]>> read) =>
        app.MapMethods(path, ["GET", "HEAD"], async context =>
        {
            var bytes = await read();
            context.Response.ContentType = contentType;
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        });
}

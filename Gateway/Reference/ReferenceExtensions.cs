using System.Security.Cryptography;
using CodeFirst.Gateway.Hosting;
using Scalar.AspNetCore;

namespace CodeFirst.Gateway.Reference;

internal static class ReferenceExtensions
{
    public static WebApplicationBuilder AddReference(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer<RouteDocument>());

        return builder;
    }

    /// <summary>
    /// Serves the OpenAPI document at /openapi/v1.json, the API reference made of it at /docs, and the contract itself at /proto. The
    /// scripts of the reference are in the program too.
    /// </summary>
    public static WebApplication MapReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
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

    private static void MapFile(WebApplication app, string name, string contentType)
    {
        var bytes = ContractFiles.Read(name);
        app.MapMethods($"/proto/{name}", ["GET", "HEAD"], async context =>
        {
            context.Response.ContentType = contentType;
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        });
    }
}

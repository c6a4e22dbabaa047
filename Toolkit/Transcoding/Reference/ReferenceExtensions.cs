using System.Security.Cryptography;
using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace CodeFirst.Transcoding;

/// <summary>The OpenAPI document of the contracts, and a page to read it and try it.</summary>
public static class ReferenceExtensions
{
    // The page may run its own scripts and call this server, and nothing else.
    private const string Policy =
        "default-src 'none'; script-src 'self' 'nonce-NONCE'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Serves the OpenAPI 3.1 document of the routes at <c>/openapi/v1.json</c> and <c>/openapi/v1.yaml</c>, and a page made of it at
    /// <c>/docs</c>. The page loads nothing from elsewhere. The document is made when it is first asked for.
    /// </summary>
    /// <param name="endpoints">The application, with AddTranscoding.</param>
    /// <param name="configure">What the document says besides the contract; null: the defaults.</param>
    /// <returns>What adds to the endpoints of the document and the page, such as <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException">AddTranscoding was not called.</exception>
    public static IEndpointConventionBuilder MapReference(this IEndpointRouteBuilder endpoints, Action<ReferenceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(ContractDescriptors)) == false)
        {
            throw new InvalidOperationException("Transcoding is not registered. Call builder.AddTranscoding() before builder.Build().");
        }

        var reference = new ReferenceOptions();
        configure?.Invoke(reference);
        var document = new Lazy<OpenApiDocument>(() => DocumentBuilder.Build(
            services.GetRequiredService<ContractDescriptors>().Commented,
            services.GetRequiredService<IOptions<TranscodingOptions>>().Value,
            reference));
        var json = new Lazy<Task<byte[]>>(() => OpenApiDocuments.Json(document.Value));
        var yaml = new Lazy<Task<byte[]>>(() => OpenApiDocuments.Yaml(document.Value));
        var group = endpoints.MapGroup("").ExcludeFromDescription();
        MapBytes(group, "/openapi/v1.json", "application/json", json);
        MapBytes(group, "/openapi/v1.yaml", "application/yaml", yaml);
        MapPage(group, reference, document);

        return group;
    }

    private static void MapPage(IEndpointRouteBuilder endpoints, ReferenceOptions reference, Lazy<OpenApiDocument> document) =>
        endpoints.MapScalarApiReference("/docs", (options, context) =>
        {
            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Response.Headers.ContentSecurityPolicy = Policy.Replace("NONCE", nonce, StringComparison.Ordinal);
            options
                .WithTitle(reference.Title ?? document.Value.Info.Title ?? "API")
                .WithNonce(nonce)
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideDeveloperTools()
                .HideClientButton();
        });

    private static void MapBytes(IEndpointRouteBuilder endpoints, string path, string contentType, Lazy<Task<byte[]>> content) =>
        endpoints.MapMethods(path, ["GET", "HEAD"], async context =>
        {
            var bytes = await content.Value;
            context.Response.ContentType = contentType;
            context.Response.ContentLength = bytes.Length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            }
        });
}

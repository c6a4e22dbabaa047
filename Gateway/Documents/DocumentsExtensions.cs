using CodeFirst.Contracts;
using CodeFirst.Hosting;
using CodeFirst.Transcoding;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.Documents;

internal static class DocumentsExtensions
{
    /// <summary>Serves the OpenAPI document and its page, and the contract itself at /proto.</summary>
    public static WebApplication MapDocuments(this WebApplication app)
    {
        app.MapReference(reference =>
        {
            reference.NeedsToken = app.Services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value.IsOn;
            reference.Configure = OtherOperations.AddTo;
            UserServiceExamples.AddTo(reference.Examples);
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

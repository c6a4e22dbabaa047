using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodeFirst.Gateway.Hosting;

internal static class CompressionExtensions
{
    /// <summary>
    /// Compresses large answers. No answer holds a secret beside what its caller sent (there are no cookies and no tokens in bodies), so
    /// its length tells nothing (BREACH). Streams are not compressed: an event would wait for the next.
    /// </summary>
    public static WebApplicationBuilder AddCompression(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        builder.Services.Replace(ServiceDescriptor.Singleton<IResponseCompressionProvider, LargeAnswerCompression>());

        return builder;
    }

    public static WebApplication UseCompression(this WebApplication app)
    {
        app.UseResponseCompression();

        return app;
    }
}

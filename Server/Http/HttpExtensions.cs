using CodeFirst.Contracts;
using CodeFirst.Hosting;
using CodeFirst.Transcoding;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Http;

/// <summary>HTTP/JSON at the routes of the contract, with their OpenAPI document and page, on the port of gRPC.</summary>
internal static class HttpExtensions
{
    // The largest message of the contract has a few thousand bytes.
    private const int MaxRequestBytes = 64 * 1024;

    // What takes more than one packet anyway. No answer holds a secret beside what its caller sent, so its length tells nothing (BREACH).
    private const int CompressFromBytes = 1400;

    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(IValidateOptions<HttpOptions>)))
        {
            return builder;
        }

        builder.AddSettings<HttpOptions>(HttpOptions.Settings, (options, settings) => options.Read(settings));
        builder.Services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptionsValidator>();
        var options = new HttpOptions();
        options.Read(builder.Configuration);
        if (options.IsEnabled)
        {
            builder.Services.AddSingleton<IStartupFilter, BrowserHeaders>();
            builder.AddTranscoding(SetJson);
        }

        return builder;
    }

    /// <summary>Maps the routes and their documents, unless they are switched off. Comes after the service.</summary>
    public static WebApplication MapHttp(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<HttpOptions>>().Value.IsEnabled)
        {
            app.MapTranscoding();

            // Open to everyone: a browser has no token for the page, and it tells nothing of users.
            app.MapReference(reference =>
            {
                reference.NeedsToken = NeedsToken(app);
                UserServiceExamples.AddTo(reference.Examples);
            }).AllowAnonymous();
        }

        return app;
    }

    /// <summary>Sets what JSON the server takes and answers.</summary>
    public static void SetJson(TranscodingOptions options)
    {
        options.WritesProtoNames = true;
        options.IdempotencyFields.Add("event_id");
        options.MaxRequestBytes = MaxRequestBytes;
        options.CompressFromBytes = CompressFromBytes;
    }

    private static bool NeedsToken(WebApplication app) =>
        app.Services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value.IsOn;
}

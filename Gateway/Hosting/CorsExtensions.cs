using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.Hosting;

internal static class CorsExtensions
{
    private static readonly string[] RequestHeaderNames =
    [
        "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Last-Event-ID", "traceparent", "X-Request-ID",
    ];

    private static readonly TimeSpan PreflightMaxAge = TimeSpan.FromMinutes(10);

    /// <summary>Lets the pages of Cors__AllowedOrigins call, without cookies. By default there are none.</summary>
    public static WebApplicationBuilder AddCorsOrigins(this WebApplicationBuilder builder)
    {
        builder.AddSettings<CorsSettings>();
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<IOptions<CorsSettings>>((cors, settings) =>
            cors.AddDefaultPolicy(policy => Allow(policy, settings.Value.AllowedOrigins)));

        return builder;
    }

    public static WebApplication UseCorsOrigins(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<CorsSettings>>().Value.AllowedOrigins.Count > 0)
        {
            app.UseCors();
        }

        return app;
    }

    private static void Allow(CorsPolicyBuilder policy, IReadOnlyList<string> origins) => policy
        .WithOrigins([.. origins])
        .WithMethods("GET", "HEAD", "POST", "PATCH", "DELETE")
        .WithHeaders(RequestHeaderNames)
        .WithExposedHeaders("ETag", "Location", "Retry-After")
        .SetPreflightMaxAge(PreflightMaxAge);
}

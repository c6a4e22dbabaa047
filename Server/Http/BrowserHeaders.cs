using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Server.Http;

/// <summary>Gives answers over HTTP the headers that keep browsers from doing more with them than was meant. gRPC has no use for them.</summary>
internal sealed class BrowserHeaders : IStartupFilter
{
    /// <summary>Comes before the routes are found: later middleware sees the gRPC call that a request has become.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context =>
        {
            if (!IsGrpc(context.Features.GetRequiredFeature<IHttpRequestFeature>().Headers.ContentType))
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
                headers.XContentTypeOptions = "nosniff";
                headers.CacheControl = "no-store"; // unless an answer says something better
            }

            return following(context);
        });
        next(app);
    };

    private static bool IsGrpc(string? contentType) =>
        contentType is not null && contentType.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);
}

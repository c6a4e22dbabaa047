namespace CodeFirst.Gateway.Hosting;

internal static class SecurityHeadersExtensions
{
    // Nothing from elsewhere, nothing inline: scripts, styles and images are files of wwwroot.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
        + " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Gives every answer the headers that keep browsers from doing more with it than was meant.</summary>
    public static WebApplication UseSecurityHeaders(this WebApplication app)
    {
        app.Use(next => context =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.CacheControl = "no-store"; // unless an answer says something better
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";

            return next(context);
        });

        return app;
    }
}

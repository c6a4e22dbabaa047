namespace CodeFirst.Gateway.Hosting;

internal static class HealthExtensions
{
    /// <summary>Answers <c>/health</c> with ok while the gateway runs.</summary>
    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapMethods("/health", ["GET", "HEAD"], static context =>
        {
            context.Response.ContentType = "text/plain; charset=utf-8";

            return context.Response.WriteAsync("ok");
        });

        return app;
    }
}

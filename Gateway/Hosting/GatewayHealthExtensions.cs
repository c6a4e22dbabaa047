using CodeFirst.Hosting;

namespace CodeFirst.Gateway.Hosting;

internal static class GatewayHealthExtensions
{
    /// <summary>
    /// Answers <c>/health</c> with ok while the gateway runs, and with its version in a header; and <c>/health/ready</c> while the user
    /// service answers too.
    /// </summary>
    public static WebApplication MapGatewayHealth(this WebApplication app)
    {
        app.MapMethods("/health", ["GET", "HEAD"], static context =>
        {
            context.Response.ContentType = "text/plain; charset=utf-8";

            return context.Response.WriteAsync("ok");
        }).WithVersionHeader();
        app.MapMethods(Readiness.Path, ["GET", "HEAD"], ActivatorUtilities.CreateInstance<Readiness>(app.Services).AnswerAsync);

        return app;
    }
}

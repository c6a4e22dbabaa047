using CodeFirst.Gateway.Calls;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodeFirst.Gateway.Users;

internal static class UsersExtensions
{
    public static WebApplicationBuilder AddUsers(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<CallRunner>();

        return builder;
    }

    /// <summary>Maps every line of the table of routes.</summary>
    public static WebApplication MapUsers(this WebApplication app)
    {
        var calls = app.Services.GetRequiredService<CallRunner>();
        foreach (var route in UserRoutes.All)
        {
            string[] verbs = route is { Verb: "GET", IsStream: false } ? ["GET", "HEAD"] : [route.Verb];
            app.MapCalls(route.Path, verbs, route.Bind(calls), route.IsStream);
        }

        return app;
    }
}

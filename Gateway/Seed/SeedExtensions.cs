using CodeFirst.Gateway.Calls;

namespace CodeFirst.Gateway.Seed;

internal static class SeedExtensions
{
    public const string ListUsers = "/api/users";
    public const string GetUser = "/api/users/get";

    /// <summary>Maps the routes of the gateway that this one replaces.</summary>
    public static WebApplication MapSeed(this WebApplication app)
    {
        var routes = ActivatorUtilities.CreateInstance<SeedRoutes>(app.Services);
        app.MapCalls(ListUsers, ["GET", "HEAD"], routes.ListUsersAsync);
        app.MapCalls(GetUser, ["GET", "HEAD"], routes.GetUserAsync);

        return app;
    }
}

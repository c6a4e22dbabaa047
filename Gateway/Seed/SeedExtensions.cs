using CodeFirst.Transcoding;

namespace CodeFirst.Gateway.Seed;

internal static class SeedExtensions
{
    public const string ListUsers = "/api/users";
    public const string GetUser = "/api/users/get";

    /// <summary>Maps the routes of the gateway that this one replaces.</summary>
    public static WebApplication MapSeed(this WebApplication app)
    {
        var routes = ActivatorUtilities.CreateInstance<SeedRoutes>(app.Services);
        Map(app, ListUsers, "/userservice.UserService/ListUsers", routes.ListUsersAsync);
        Map(app, GetUser, "/userservice.UserService/GetUser", routes.GetUserAsync);

        return app;
    }

    // Limits and sign-in treat them as the routes of the contract.
    private static void Map(WebApplication app, string path, string method, RequestDelegate answer) => app
        .MapMethods(path, ["GET", "HEAD"], answer)
        .WithMetadata(new TranscodedMethodMetadata(method, $"GET {path}", isStream: false))
        .WithDisplayName($"GET {path}");
}

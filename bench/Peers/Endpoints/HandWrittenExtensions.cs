using CodeFirst.Contracts;
using CodeFirst.Server.Users;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Bench.Endpoints;

/// <summary>Minimal APIs on the service: what a team would write by hand instead of declaring routes in the contract.</summary>
internal static class HandWrittenExtensions
{
    public static WebApplication MapHandWritten(this WebApplication app)
    {
        app.MapGet("/hand/users/{id}", async (string id, UserService users, CancellationToken stop) =>
            TypedResults.Ok(await users.GetUserAsync(new GetUserRequest { Id = id }, Until(stop))));
        app.MapGet("/hand/users", async (int page_size, UserService users, CancellationToken stop) =>
            TypedResults.Ok(await users.ListUsersAsync(new ListUsersRequest { PageSize = page_size }, Until(stop))));
        app.MapPost("/hand/users", async (HandWrittenUser user, UserService users, CancellationToken stop) =>
            TypedResults.Created((string?)null, await users.CreateUserAsync(user.ToRequest(), Until(stop))));

        return app;
    }

    private static CallContext Until(CancellationToken stop) => new(new CallOptions(cancellationToken: stop));
}

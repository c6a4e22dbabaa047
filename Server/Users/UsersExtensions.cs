namespace CodeFirst.Server.Users;

/// <summary>Registers and maps the user service.</summary>
internal static class UsersExtensions
{
    public static void AddUsers(this WebApplicationBuilder builder)
    {
        builder.Services.AddUserServiceBinding();
        builder.Services.AddSingleton<UserService>();
    }

    public static void MapUsers(this WebApplication app) => app.MapGrpcService<UserService>();
}

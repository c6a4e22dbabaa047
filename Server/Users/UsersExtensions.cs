namespace CodeFirst.Server.Users;

/// <summary>Registers and maps the user service.</summary>
internal static class UsersExtensions
{
    public static WebApplicationBuilder AddUsers(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(UserService)))
        {
            return builder;
        }

        builder.Services.AddUserServiceBinding();
        builder.Services.AddSingleton<UserService>();

        return builder;
    }

    public static WebApplication MapUsers(this WebApplication app)
    {
        app.MapGrpcService<UserService>();

        return app;
    }
}

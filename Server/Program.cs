using CodeFirst.Server.Calls;
using CodeFirst.Server.Hosting;
using CodeFirst.Server.Users;

return await ServerHost.RunAsync(
    args,
    builder =>
    {
        builder.AddListening();
        builder.AddLogs();
        builder.AddTelemetry();
        builder.AddCallerAuthentication();
        builder.AddReflection();
        builder.AddHealth();
        builder.Services.AddUserServiceBinding();
    },
    app =>
    {
        app.UseCallGuards();
        app.UseCallerAuthentication();
        app.MapReflection();
        app.MapHealth();
        app.MapGrpcService<UserService>();
    });

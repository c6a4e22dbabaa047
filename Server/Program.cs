using CodeFirst.Server.Activity;
using CodeFirst.Server.Calls;
using CodeFirst.Server.Hosting;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users;

return await ServerHost.RunAsync(
    args,
    builder => builder
        .AddListening()
        .AddLogs()
        .AddTelemetry()
        .AddCallerAuthentication()
        .AddReflection()
        .AddHealth()
        .AddCalls()
        .AddStorage()
        .AddActivity()
        .AddUsers(),
    app => app
        .UseCallGuards()
        .UseCallerAuthentication()
        .MapReflection()
        .MapHealth()
        .MapUsers());

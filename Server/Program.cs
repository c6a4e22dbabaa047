using CodeFirst.Hosting;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Calls;
using CodeFirst.Server.Hosting;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users;

return await ProgramHost.RunAsync(
    new HostedProgram("CodeFirst.Server", ["Storage", "migrate-from"], StartBanner.Write),
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

using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Users;
using CodeFirst.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

return await ProgramHost.RunAsync(
    new HostedProgram("CodeFirst.Gateway", ["USER_SERVICE_URL", "INSECURE", "USER_SERVICE_AUDIENCE", "Gateway"], StartBanner.Write),
    args,
    builder => builder
        .AddListening(HttpProtocols.Http1)
        .AddLogs()
        .AddTelemetry()
        .AddUpstream()
        .AddUsers(),
    app => app
        .UseSecurityHeaders()
        .UseErrorAnswers()
        .UsePages()
        .MapHealth()
        .MapUsers());

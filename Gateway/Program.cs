using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Limits;
using CodeFirst.Gateway.Reference;
using CodeFirst.Gateway.Seed;
using CodeFirst.Gateway.SignIn;
using CodeFirst.Gateway.Users;
using CodeFirst.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

return await ProgramHost.RunAsync(
    new HostedProgram("CodeFirst.Gateway", GatewaySettings.Names, StartBanner.Write),
    args,
    builder => builder
        .AddListening(HttpProtocols.Http1)
        .AddLogs()
        .AddTelemetry()
        .AddRequestLimits()
        .AddRateLimit()
        .AddSignIn()
        .AddCorsOrigins()
        .AddCompression()
        .AddReference()
        .AddUpstream()
        .AddUsers(),
    app => app
        .UseSecurityHeaders()
        .UseCompression()
        .UseErrorAnswers()
        .UsePages()
        .UseCorsOrigins()
        .UseRateLimit()
        .UseSignIn()
        .MapHealth()
        .MapReference()
        .MapSeed()
        .MapUsers());

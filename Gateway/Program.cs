using CodeFirst.Gateway.Documents;
using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Limits;
using CodeFirst.Gateway.Seed;
using CodeFirst.Gateway.SignIn;
using CodeFirst.Gateway.Users;
using CodeFirst.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateSlimBuilder(StartArguments.From(args));
builder.AddStart(start =>
{
    start.Summary = "The HTTP gateway of the user service: JSON in, gRPC out, and a page.";
    start.Documents = "docs/settings.md and docs/gateway.md of the source repository";
    start.Settings = [];
    start.Greet = StartBanner.Write;
});
builder
    .DescribeSettings(GatewaySettings.All)
    .AddListening(HttpProtocols.Http1)
    .AddLogs()
    .AddTelemetry()
    .AddRequestLimits()
    .AddRateLimit()
    .AddSignIn()
    .AddCorsOrigins()
    .AddCompression()
    .AddUpstream()
    .AddUsers();

var app = builder.Build();
app
    .CheckSettings()
    .UseSecurityHeaders()
    .UseCompression()
    .UseErrorAnswers()
    .UsePages()
    .UseCorsOrigins()
    .UseRateLimit()
    .UseSignIn()
    .MapGatewayHealth()
    .MapDocuments()
    .MapSeed()
    .MapUsers();
await app.RunCodeFirstAsync();

using CodeFirst.Bench.Endpoints;
using CodeFirst.Bench.Peers;
using CodeFirst.Hosting;
using CodeFirst.Mcp;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Http;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Tools;
using CodeFirst.Server.Users;

var builder = WebApplication.CreateSlimBuilder(StartArguments.From(args));
builder.AddCodeFirst(start =>
{
    start.Settings = [];
    start.Greet = StartBanner.Write;
});
builder.AddStorage();
builder.AddActivity();
builder.AddUsers();
builder.AddHttp();
builder.AddTools();
builder.Services.Configure<McpToolsOptions>(tools => tools.MaxRequestsPerMinute = int.MaxValue);
builder.AddJson(HandWrittenJson.Default);

var app = builder.Build();
app.UseCodeFirst();
app.MapUsers();
app.MapHttp();
app.MapTools();
app.MapHandWritten();
await app.RunCodeFirstAsync();

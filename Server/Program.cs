using CodeFirst.Hosting;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Http;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Tools;
using CodeFirst.Server.Users;

var builder = WebApplication.CreateSlimBuilder(StartArguments.From(args));
builder.AddCodeFirst(start =>
{
    start.Summary = "The user service: gRPC and HTTP/JSON, backed by SQLite or PostgreSQL.";
    start.Documents = "docs/settings.md and docs/README.md of the source repository";
    start.Settings = [];
    start.Greet = StartBanner.Write;
});
builder.AddStorage();
builder.AddActivity();
builder.AddUsers();
builder.AddHttp();
builder.AddTools();

var app = builder.Build();
app.UseCodeFirst();
app.MapUsers();
app.MapHttp();
app.MapTools();
await app.RunCodeFirstAsync();

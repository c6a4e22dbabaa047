using System.IO.Compression;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Rest;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateSlimBuilder(args);
builder.ListenOnPort(HttpProtocols.Http1);
builder.AddJson(RestJson.Default);
builder.Services.AddResponseCompression();
builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
var users = Enumerable.Range(0, builder.Users()).Select(RestUser.Sample).ToArray();
var byId = users.ToDictionary(user => user.Id);
var app = builder.Build();
if (builder.IsCompressing())
{
    app.UseResponseCompression();
}

app.MapGet("/v1/users/{id}", (string id) => byId.TryGetValue(id, out var user) ? Results.Ok(user) : Results.NotFound());
app.MapGet("/v1/users", (int page_size) => TypedResults.Ok(RestPage.First(users, page_size)));
await app.RunPeerAsync();

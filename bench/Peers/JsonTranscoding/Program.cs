using CodeFirst.Bench.JsonTranscoding;
using CodeFirst.Bench.Peers;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateSlimBuilder(args);
builder.ListenOnPort(HttpProtocols.Http1);
builder.Services.AddGrpc().AddJsonTranscoding();
builder.Services.AddSingleton(new TranscodedUsers(builder.Users()));
var app = builder.Build();
app.MapGrpcService<TranscodedUsers>();
await app.RunPeerAsync();

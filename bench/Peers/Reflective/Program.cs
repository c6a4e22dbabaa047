using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Reflective;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ProtoBuf.Grpc.Server;

var builder = WebApplication.CreateSlimBuilder(args);
builder.ListenOnPort(HttpProtocols.Http2);
builder.Services.AddCodeFirstGrpc();
builder.Services.AddSingleton(new ReflectedUsers(builder.Users()));
var app = builder.Build();
app.MapGrpcService<ReflectedUsers>();
await app.RunPeerAsync();

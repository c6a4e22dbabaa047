using System.IO.Compression;
using CodeFirst.Bench.ContractFirst;
using CodeFirst.Bench.Peers;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateSlimBuilder(args);
builder.ListenOnPort(HttpProtocols.Http2);
builder.Services.AddGrpc(grpc =>
{
    grpc.ResponseCompressionAlgorithm = builder.IsCompressing() ? "gzip" : null;
    grpc.ResponseCompressionLevel = CompressionLevel.Fastest;
});
builder.Services.AddSingleton(new MemoryUsers(builder.Users(), builder.Events()));
var app = builder.Build();
app.MapGrpcService<MemoryUserService>();
await app.RunPeerAsync();

using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Tools;
using CodeFirst.Mcp;
using CodeFirst.Transcoding;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateSlimBuilder(args);
builder.ListenOnPort(HttpProtocols.Http1);
builder.Services.AddTranscoding(options => options.DescriptorSets.Add(LargeContract.DescriptorSet(methods: 300)));
builder.AddMcpTools(options =>
{
    options.MaxRequestsPerMinute = int.MaxValue;
    options.Methods.Add(LargeContract.Service);
});
using var channel = GrpcChannel.ForAddress("http://localhost:1"); // tools are listed, and none is called
var app = builder.Build();
app.MapMcpTools("/mcp", channel);
await app.RunPeerAsync();

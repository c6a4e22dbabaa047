using CodeFirst.Bench.Peers;
using CodeFirst.Mcp;
using CodeFirst.Transcoding;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateSlimBuilder(args);
builder.ListenOnPort(HttpProtocols.Http1);
var contract = File.ReadAllBytes(builder.Configuration["contract"]!);
builder.Services.AddTranscoding(options => options.DescriptorSets.Add(contract));
var hasTools = builder.Configuration.GetValue<bool>("tools");
if (hasTools)
{
    builder.AddMcpTools(options =>
    {
        options.MaxRequestsPerMinute = int.MaxValue;
        options.Methods.Add("large.v1.Large");
    });
}

using var channel = GrpcChannel.ForAddress("http://localhost:1"); // nothing is called
var app = builder.Build();
app.MapTranscoding(channel);
if (hasTools)
{
    app.MapMcpTools("/mcp", channel);
}

await app.RunPeerAsync();

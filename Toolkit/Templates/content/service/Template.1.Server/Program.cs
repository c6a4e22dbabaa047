using CodeFirst.Hosting;
using CodeFirst.Transcoding;
#if (!native)
using ProtoBuf.Grpc.Server;
#endif
using Template._1.Server;
using Template._1.Server.Store;

var builder = WebApplication.CreateSlimBuilder(StartArguments.From(args));
builder.AddCodeFirst(start =>
{
    start.Summary = "Takes orders: gRPC and HTTP/JSON on one port.";
    start.Documents = "README.md of the source repository";
    start.Settings = [];
});
builder.AddTranscoding();
builder.AddOrderStore();
#if (native)
builder.Services.AddOrdersBinding();
#else
builder.Services.AddCodeFirstGrpc();
#endif
builder.Services.AddSingleton<OrderSignal>();
builder.Services.AddSingleton<OrderService>();

var app = builder.Build();
app.UseCodeFirst();
app.MapGrpcService<OrderService>();
app.MapTranscoding();
app.MapReference();
await app.RunCodeFirstAsync();

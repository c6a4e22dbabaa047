using CodeFirst.Hosting;
#if (!native)
using ProtoBuf.Grpc.Server;
#endif
using Template._1.Server;
using Template._1.Server.Store;

var builder = WebApplication.CreateSlimBuilder(StartArguments.From(args));
builder.AddCodeFirst(start =>
{
    start.Summary = "Takes orders: gRPC.";
    start.Documents = "README.md of the source repository";
    start.Settings = [];
});
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
await app.RunCodeFirstAsync();

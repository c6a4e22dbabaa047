using CodeFirst.Hosting;
using CodeFirst.Transcoding;
using Orders.Server;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddCodeFirst();
builder.AddTranscoding();
builder.Services.AddOrderServiceBinding();
builder.Services.AddSingleton<OrderService>();

var app = builder.Build();
app.UseCodeFirst();
app.MapGrpcService<OrderService>();
app.MapTranscoding();
app.MapReference();
app.MapGet("/", () => "Call shop.orders.v1.Orders on this port.\n");
await app.RunCodeFirstAsync();

using CodeFirst.Bench.HandGateway;
using CodeFirst.Bench.Peers;
using CodeFirst.Proto;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateSlimBuilder(args);
builder.ListenOnPort(HttpProtocols.Http1);
builder.AddJson(GatewayJson.Default);
var address = builder.Configuration["service"] ?? throw new InvalidOperationException("Set --service to the URL of the service.");
using var channel = GrpcChannel.ForAddress(address);
var users = new UserService.UserServiceClient(channel);
var app = builder.Build();
app.MapGet("/v1/users/{id}", async (string id, CancellationToken stop) =>
    TypedResults.Ok(GatewayUser.Of(await users.GetUserAsync(new GetUserRequest { Id = id }, cancellationToken: stop))));
app.MapGet("/v1/users", async (int page_size, CancellationToken stop) =>
    TypedResults.Ok(GatewayPage.Of(await users.ListUsersAsync(new ListUsersRequest { PageSize = page_size }, cancellationToken: stop))));
await app.RunPeerAsync();

using System.Net;
using System.Net.Http.Json;
using CodeFirst.Calling;
using Grpc.Core;
using Grpc.Net.Client;
using ProtoBuf.Grpc.Client;
using Template._1.Contracts;

namespace Template._1.Tests;

public sealed class OrdersTests
{
    [Test]
    public async Task In_memory_an_order_is_placed_and_an_invalid_one_is_refused()
    {
        await using var server = new TestServer();
        using var channel = GrpcChannel.ForAddress(
            server.Server.BaseAddress, new GrpcChannelOptions { HttpHandler = server.Server.CreateHandler() });
        var orders = channel.CreateGrpcService<IOrders>();

        var placed = await orders.PlaceOrderAsync(new PlaceOrderRequest { Item = "tea", Quantity = 2 });
        var read = await orders.GetOrderAsync(new GetOrderRequest { Number = placed.Number });
        var error = await Assert.ThrowsAsync<RpcException>(async () => await orders.PlaceOrderAsync(new PlaceOrderRequest { Item = "tea" }));

        Assert.That(read, Is.EqualTo(new Order { Number = placed.Number, Item = "tea", Quantity = 2 }));
        Assert.That(error!.StatusCode, Is.EqualTo(StatusCode.InvalidArgument));
        Assert.That(error.TryGetFieldViolations(out var violations), Is.True);
        Assert.That(violations!.Select(violation => violation.Field), Is.EqualTo(new[] { "quantity" }));
    }

    [Test]
    public async Task Over_a_socket_an_imported_order_is_watched_and_read_over_HTTP()
    {
        await using var server = new TestServer();
        server.UseKestrel();
        server.StartServer();
        var address = new UriBuilder(server.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
        using var client = CodeFirstClient.Create<IOrders>(options => (options.Address, options.Insecure) = (address.ToString(), true));
        using var http = new HttpClient { BaseAddress = address };

        PlaceOrderRequest[] requests = [new() { Item = "tea", Quantity = 2 }, new() { Item = "cups", Quantity = 6 }];
        var imported = await client.Service.ImportOrdersAsync(requests.ToAsyncEnumerable());
        var watched = await client.Service.WatchOrdersAsync(new WatchOrdersRequest()).Take(2).ToListAsync();
        var found = await client.Service.FindOrdersAsync(
            watched.Select(order => new GetOrderRequest { Number = order.Number }).ToAsyncEnumerable()).ToListAsync();
        var read = await http.GetFromJsonAsync<Order>($"/v1/orders/{watched[1].Number}");
        using var missing = await http.GetAsync(new Uri("/v1/orders/100", UriKind.Relative));

        Assert.That(imported.Count, Is.EqualTo(2));
        Assert.That(watched.Select(order => order.Item), Is.EqualTo(new[] { "tea", "cups" }));
        Assert.That(found, Is.EqualTo(watched));
        Assert.That(read, Is.EqualTo(watched[1]));
        Assert.That(missing.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}

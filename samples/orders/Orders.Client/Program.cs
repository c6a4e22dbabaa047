using System.Globalization;
using CodeFirst.Calling;
using Grpc.Core;
using Orders.Contracts;

if (args.Length < 3)
{
    Console.Error.WriteLine("usage: Orders.Client ADDRESS (get ID | pack ID | place ITEM QUANTITY)");
    return 2;
}

using var client = CodeFirstClient.Create<IOrders>(options =>
{
    options.Address = args[0];
    options.Insecure = args[0].StartsWith("http://", StringComparison.Ordinal);
    options.Audience = Environment.GetEnvironmentVariable("ORDERS_AUDIENCE");
    options.Deadline = TimeSpan.Parse(Environment.GetEnvironmentVariable("ORDERS_DEADLINE") ?? "00:00:10", CultureInfo.InvariantCulture);
    options.ClientFactory = OrdersClientFactory.Instance;
});
var orders = client.Service;

try
{
    var order = args[1] switch
    {
        "place" => await orders.PlaceOrderAsync(
            new PlaceOrderRequest { Item = args[2], Quantity = int.Parse(args[3], CultureInfo.InvariantCulture) }),
        "pack" => await orders.PackOrderAsync(new PackOrderRequest { Id = args[2] }),
        _ => await orders.GetOrderAsync(new GetOrderRequest { Id = args[2] }),
    };
    Console.WriteLine($"{order.Id} {order.Quantity} {order.Item} {(order.IsPacked ? "packed" : "open")}");
    return 0;
}
catch (RpcException error)
{
    Console.WriteLine($"{error.StatusCode} {error.Reason}");
    return 1;
}

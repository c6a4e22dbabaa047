using System.Globalization;
using CodeFirst.Calling;
using Grpc.Core;
using Template._1.Contracts;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: Template.1.Client ADDRESS (place ITEM QUANTITY | get NUMBER | cancel NUMBER | watch [AFTER] | import ITEM...)");
    return 2;
}

using var client = CodeFirstClient.Create<IOrders>(options =>
{
    options.Address = args[0];
    options.Insecure = args[0].StartsWith("http://", StringComparison.Ordinal);
#if (native)
    options.ClientFactory = OrdersClientFactory.Instance;
#endif
});
var orders = client.Service;

try
{
    switch (args[1..])
    {
        case ["place", var item, var quantity]:
            Print(await orders.PlaceOrderAsync(new PlaceOrderRequest { Item = item, Quantity = Number(quantity) }));
            return 0;
        case ["get", var number]:
            Print(await orders.GetOrderAsync(new GetOrderRequest { Number = Number(number) }));
            return 0;
        case ["cancel", var number]:
            Print(await orders.CancelOrderAsync(new CancelOrderRequest { Number = Number(number) }));
            return 0;
        case ["watch", .. var after]:
            var start = new WatchOrdersRequest { AfterNumber = after.Length > 0 ? Number(after[0]) : 0 };
            await foreach (var order in orders.WatchOrdersAsync(start))
            {
                Print(order);
            }

            return 0;
        case ["import", .. var items]:
            var requests = items.Select(item => new PlaceOrderRequest { Item = item, Quantity = 1 }).ToAsyncEnumerable();
            Console.WriteLine($"{(await orders.ImportOrdersAsync(requests)).Count} orders");
            return 0;
        default:
            Console.Error.WriteLine($"Unknown command: {string.Join(' ', args[1..])}. Start without arguments for the usage.");
            return 2;
    }
}
catch (RpcException error)
{
    Console.Error.WriteLine($"{error.StatusCode} {error.Reason}: {error.Status.Detail}");
    return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void Print(Order order) =>
    Console.WriteLine($"Order {order.Number}: {order.Quantity} x {order.Item}{(order.IsCancelled ? ", cancelled" : "")}");

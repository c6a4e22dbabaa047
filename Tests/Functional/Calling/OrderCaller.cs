using System.Globalization;
using CodeFirst.Calling;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>
/// A program that calls the orders at an address until its input ends, and writes a line for each call: which server answered, or why
/// the call failed. It is the entry point of this project, for tests whose client needs a process of its own.
/// </summary>
internal static class OrderCaller
{
    private const int CallsAtOnce = 3;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    public static async Task Main(string[] args)
    {
        using var client = CodeFirstClient.Create<IOrders>(options =>
        {
            options.Address = args[0];
            options.Insecure = true;
            options.DnsRefreshInterval = TimeSpan.Parse(args[1], CultureInfo.InvariantCulture);
        });
        var end = Task.Run(Console.In.ReadToEnd); // what is asynchronous there blocks

        await Task.WhenAll(Enumerable.Range(0, CallsAtOnce).Select(_ => CallUntilAsync(end, client.Service)));
    }

    private static async Task CallUntilAsync(Task end, IOrders orders)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!end.IsCompleted)
        {
            Console.WriteLine(await CallAsync(orders));
            await pace.WaitForNextTickAsync();
        }
    }

    private static async Task<string> CallAsync(IOrders orders)
    {
        try
        {
            return (await orders.GetOrderAsync(new OrderRequest { Id = "1" })).Server;
        }
        catch (RpcException failure)
        {
            return $"{failure.StatusCode}: {failure.Status.Detail.ReplaceLineEndings(" ")}";
        }
    }
}

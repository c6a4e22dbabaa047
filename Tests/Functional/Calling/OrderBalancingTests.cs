using System.Net;
using CodeFirst.Calling;
using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>Calls go round robin to all servers of a name or a list.</summary>
public sealed class OrderBalancingTests : OrderTests
{
    private static readonly OrderRequest Request = new() { Id = "1" };

    [Test]
    public async Task A_list_of_addresses_shares_the_calls()
    {
        var second = await KeepAsync(OrderServer.StartAsync());
        var third = await KeepAsync(OrderServer.StartAsync(IPAddress.Parse("127.0.0.3")));
        var orders = Connect(
            options => options.Address = $"static:///{Server.Name},{second.Name},{third.Name}");

        await UntilAnswersComeFromAsync(orders, Server, second, third);
        var answers = await CallAsync(orders, 30);

        answers.Should().BeEquivalentTo(new Dictionary<string, int> { [Server.Name] = 10, [second.Name] = 10, [third.Name] = 10 });
    }

    [Test]
    public async Task A_name_with_three_addresses_of_which_one_dies_and_a_fourth_comes_fails_no_read()
    {
        var second = await KeepAsync(OrderServer.StartAsync(IPAddress.Parse("127.0.0.2"), Server.Port));
        var third = await KeepAsync(OrderServer.StartAsync(IPAddress.Parse("127.0.0.3"), Server.Port));
        var dns = new AddressList("127.0.0.1", "127.0.0.2", "127.0.0.3");
        await using var provider = Provide(dns, $"dns:///orders.example.com:{Server.Port}");
        var orders = provider.GetRequiredService<IOrders>();
        await UntilAnswersComeFromAsync(orders, Server, second, third);

        await second.KillAsync();
        await UntilAnswersComeFromAsync(orders, Server, third);
        (await CallAsync(orders, 30)).Should().NotContainKey(second.Name);

        var fourth = await KeepAsync(OrderServer.StartAsync(IPAddress.Parse("127.0.0.4"), Server.Port));
        dns.Change("127.0.0.1", "127.0.0.3", "127.0.0.4");
        dns.Refresh();
        await UntilAnswersComeFromAsync(orders, Server, third, fourth);

        (await CallAsync(orders, 30)).Should().BeEquivalentTo(
            new Dictionary<string, int> { [Server.Name] = 10, [third.Name] = 10, [fourth.Name] = 10 });
    }

    [Test]
    public async Task A_lost_connection_makes_the_name_be_resolved_again()
    {
        var second = await KeepAsync(OrderServer.StartAsync(IPAddress.Parse("127.0.0.2"), Server.Port));
        var dns = new AddressList("127.0.0.1");
        await using var provider = Provide(dns, $"dns:///orders.example.com:{Server.Port}");
        var orders = provider.GetRequiredService<IOrders>();
        await UntilAnswersComeFromAsync(orders, Server);

        dns.Change("127.0.0.2");
        await Server.KillAsync();

        await UntilAnswersComeFromAsync(orders, second);
    }

    [Test]
    public async Task A_name_is_resolved_by_the_machine()
    {
        var orders = Connect(options => options.Address = $"dns:///localhost:{Server.Port}");

        (await orders.GetOrderAsync(Request)).Server.Should().Be(Server.Name);
    }

    private static ServiceProvider Provide(AddressList dns, string address)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ResolverFactory>(dns);
        services.AddCodeFirstClient<IOrders>(options =>
        {
            options.Address = address;
            options.Insecure = true;
        });

        return services.BuildServiceProvider();
    }

    private static async Task<Dictionary<string, int>> CallAsync(IOrders orders, int calls)
    {
        var answers = new Dictionary<string, int>();
        for (var call = 0; call < calls; call++)
        {
            var server = (await orders.GetOrderAsync(Request)).Server;
            answers[server] = answers.GetValueOrDefault(server) + 1;
        }

        return answers;
    }

    // Connections are made and lost in the background. Every call has to succeed nevertheless.
    private static async Task UntilAnswersComeFromAsync(IOrders orders, params OrderServer[] servers)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        var expected = servers.Select(server => server.Name).ToHashSet();
        while (!(await CallAsync(orders, 3 * servers.Length)).Keys.ToHashSet().SetEquals(expected))
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}

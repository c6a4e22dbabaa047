using CodeFirst.Calling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Functional.Calling;

public sealed class OrderRegistrationTests : OrderTests
{
    private static readonly OrderRequest Request = new() { Id = "1" };

    /// <summary>Another contract with the same server.</summary>
    [System.ServiceModel.ServiceContract(Name = "shop.Orders")]
    public interface IOrderReader
    {
        [System.ServiceModel.OperationContract]
        ValueTask<Order> GetOrderAsync(OrderRequest request);
    }

    [Test]
    public async Task One_line_adds_a_client()
    {
        var services = new ServiceCollection();
        services.AddCodeFirstClient<IOrders>(options =>
        {
            options.Address = $"127.0.0.1:{Server.Port}";
            options.Insecure = true;
        });
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        (await provider.GetRequiredService<IOrders>().GetOrderAsync(Request)).Id.Should().Be("1");
    }

    [Test]
    public async Task Two_contracts_may_have_clients_with_the_same_key()
    {
        var other = await KeepAsync(OrderServer.StartAsync());
        var services = new ServiceCollection();
        services.AddCodeFirstClient<IOrders>("eu", Section(Server));
        services.AddCodeFirstClient<IOrderReader>("eu", Section(other));
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        (await provider.GetRequiredKeyedService<IOrders>("eu").GetOrderAsync(Request)).Server.Should().Be(Server.Name);
        (await provider.GetRequiredKeyedService<IOrderReader>("eu").GetOrderAsync(Request)).Server.Should().Be(other.Name);
        provider.GetService<IOrders>().Should().BeNull("only the key was added");
    }

    private static IConfigurationSection Section(OrderServer server) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Orders:Address"] = $"127.0.0.1:{server.Port}",
            ["Orders:Insecure"] = "true",
        })
        .Build()
        .GetSection("Orders");
}

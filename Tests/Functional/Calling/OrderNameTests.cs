using System.Net;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>The addresses that the machine knows of a name change, while a client calls the name without a pause.</summary>
public sealed class OrderNameTests : OrderTests
{
    [OneTimeSetUp]
    public async Task IgnoreWithoutHostsFileAsync()
    {
        if (await HostsFile.ObstacleAsync() is { } obstacle)
        {
            Assert.Ignore(obstacle);
        }
    }

    [Test]
    public async Task One_of_three_servers_dies_and_a_fourth_comes_and_no_call_fails()
    {
        var second = await StartAsync("127.0.0.2");
        var third = await StartAsync("127.0.0.3");
        using var hosts = new HostsFile(Server, second, third);
        using var caller = new CallerProcess(hosts, Server.Port);
        await caller.UntilAnswersComeFromAsync(Server, second, third);

        await second.KillAsync();
        await caller.UntilAnswersComeFromAsync(Server, third);

        var fourth = await StartAsync("127.0.0.4");
        hosts.Change(Server, third, fourth);
        await caller.UntilAnswersComeFromAsync(Server, third, fourth);

        await caller.StopAsync(Server, third, fourth);
    }

    [Test]
    public async Task Addresses_that_come_and_go_are_noticed_although_no_connection_is_lost()
    {
        var second = await StartAsync("127.0.0.2");
        using var hosts = new HostsFile(Server, second);
        using var caller = new CallerProcess(hosts, Server.Port);
        await caller.UntilAnswersComeFromAsync(Server, second);

        var third = await StartAsync("127.0.0.3");
        hosts.Change(Server, third);
        await caller.UntilAnswersComeFromAsync(Server, third);

        await caller.StopAsync(Server, third);
    }

    private Task<OrderServer> StartAsync(string address) => KeepAsync(OrderServer.StartAsync(IPAddress.Parse(address), Server.Port));
}

using CodeFirst.Tests.Wire;

/// <summary>The two servers of the suite, started once.</summary>
[SetUpFixture]
internal sealed class WireServers
{
    private static WireServer _users = null!;
    private static WireServer _orders = null!;

    public static WireServer Of(Service service) => service == Service.Users ? _users : _orders;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _users = await WireServer.StartAsync(Service.Users);
        _orders = await WireServer.StartAsync(Service.Orders);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var server in new[] { _users, _orders })
        {
            var code = await server.StopAsync();
            await server.DisposeAsync();
            code.Should().Be(0);
        }
    }
}

using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>Tests of the gateway before a service that does what a test says.</summary>
public abstract class FakeServiceTests
{
    protected static readonly User Alice = new()
    {
        Id = "1",
        Name = "Alice",
        Email = "alice@example.com",
        Role = "developer",
    };

    private protected FakeUserService Service { get; private set; } = null!;

    protected GatewayFixture Gateway { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected virtual IReadOnlyDictionary<string, string>? Settings => null;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await PrepareAsync();
        Service = await FakeUserService.StartAsync();
        Gateway = new GatewayFixture(Service.Address, Settings);
        Http = Gateway.Connect();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        Http.Dispose();
        await Gateway.DisposeAsync();
        await Service.DisposeAsync();
    }

    /// <summary>Starts what the settings need.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    [SetUp]
    public void Forget_the_calls_before() => Service.Calls.Clear();

    [TearDown]
    public void Gateway_has_logged_no_error() => Gateway.Errors.Should().BeEmpty();
}

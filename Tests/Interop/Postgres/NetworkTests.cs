using CodeFirst.Proto;
using Grpc.Core;
using Grpc.Health.V1;

namespace CodeFirst.Tests.Interop.Postgres;

/// <summary>
/// A way to PostgreSQL that is in trouble while callers are at work: they go on by themselves when it is over, and lose nothing. Npgsql
/// must not wait for ever, whatever becomes of its connections.
/// </summary>
public sealed class NetworkTests
{
    private PostgresServer _postgres = null!;
    private string _database = null!;
    private TroubledNetwork _network = null!;
    private ServerProcess _server = null!;

    [SetUp]
    public async Task StartServerAsync()
    {
        _postgres = await PostgresServer.Shared;
        _database = await _postgres.CreateDatabaseAsync();
        _network = new TroubledNetwork(_postgres.Port);
        _server = await NativeServer.StartOnPostgresAsync(
            _database.Replace($"Port={_postgres.Port}", $"Port={_network.Port}", StringComparison.Ordinal));
    }

    [TearDown]
    public async Task StopServerAsync()
    {
        _server.Output.Should().NotContain(line => line.Contains("failed unexpectedly", StringComparison.Ordinal));
        await _server.DisposeAsync();
        await _network.DisposeAsync();
    }

    [Test]
    public async Task A_slow_network_is_only_slow()
    {
        await using var load = await Load.StartAsync(_server);

        _network.Delay = TimeSpan.FromMilliseconds(20);
        await load.ShouldGetOnAsync();
        _network.Delay = TimeSpan.Zero;

        load.Failures.Should().Be(0);
        await load.ShouldHaveLostNothingAsync();
    }

    [Test]
    public async Task A_network_that_delivers_nothing_ends_calls_at_their_deadline()
    {
        await using var load = await Load.StartAsync(_server);
        var client = new UserService.UserServiceClient(_server.Connect());

        _network.Stop();
        var get = async () => await client.GetUserAsync(
            new GetUserRequest { Id = load.User.Id }, deadline: Patience.In(TimeSpan.FromSeconds(1)));
        (await get.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        await ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus.NotServing);
        _network.Resume();
        await ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus.Serving);
        await load.ShouldGetOnAsync();

        await load.ShouldHaveLostNothingAsync();
    }

    [Test]
    public async Task Connections_that_are_cut_or_half_closed_are_replaced()
    {
        await using var load = await Load.StartAsync(_server);

        for (var i = 0; i < 2; i++)
        {
            _network.Cut().Should().BePositive();
            await load.ShouldGetOnAsync();
            _network.CloseHalves().Should().BePositive();
            await load.ShouldGetOnAsync();
        }

        await load.ShouldHaveLostNothingAsync();
    }

    private async Task ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus expected)
    {
        var health = new Health.HealthClient(_server.Connect());
        var limit = Patience.In(Patience.Limit);
        while (await health.CheckAsync(new HealthCheckRequest(), deadline: Patience.Deadline) is var answer && answer.Status != expected)
        {
            TimeProvider.System.GetUtcNow().UtcDateTime.Should().BeBefore(limit, $"it was still {answer.Status}");
            await Task.Delay(20);
        }
    }
}

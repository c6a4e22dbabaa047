namespace CodeFirst.Tests.Interop.Postgres;

/// <summary>
/// A primary that is gone for good, and its standby that is promoted. The standby confirms every commit, so nothing that was answered
/// is lost, and the connection string names both, so no server is restarted.
/// </summary>
public sealed class FailoverTests
{
    private PostgresServer _primary = null!;
    private PostgresServer _standby = null!;
    private string _database = null!;
    private List<ServerProcess> _servers = [];

    [SetUp]
    public async Task StartServersAsync()
    {
        _primary = await PostgresServer.StartAsync();
        _standby = await _primary.StartStandbyAsync();
        await ExecuteAsync(_primary, "ALTER SYSTEM SET synchronous_standby_names = '*'");
        await ExecuteAsync(_primary, "SELECT pg_reload_conf()");
        await Replay.UntilAsync(_primary, "SELECT EXISTS (SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync')");
        _database = (await _primary.CreateDatabaseAsync()).Replace(
            $"Host=127.0.0.1;Port={_primary.Port}",
            $"Host=127.0.0.1:{_primary.Port},127.0.0.1:{_standby.Port}",
            StringComparison.Ordinal);
        _servers = [await StartServerAsync(), await StartServerAsync(("Storage__ReadConnectionString", _database))];
    }

    [TearDown]
    public async Task StopServersAsync()
    {
        foreach (var server in _servers)
        {
            server.Output.Should().NotContain(line => line.Contains("failed unexpectedly", StringComparison.Ordinal));
            await server.DisposeAsync();
        }

        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    [Test]
    public async Task A_standby_that_is_promoted_takes_over_and_nothing_is_lost()
    {
        await using var load = await Load.StartAsync(_servers);
        _servers[1].Output.Should().Contain(
            line => line.Contains($"127.0.0.1:{_standby.Port} is read", StringComparison.Ordinal), "it has found the standby");

        await _primary.KillAsync();
        await ExecuteAsync(_standby, "SELECT pg_promote()");
        await load.ShouldGetOnAsync();

        load.Failures.Should().BePositive("callers have noticed");
        await load.ShouldHaveLostNothingAsync();
    }

    private Task<ServerProcess> StartServerAsync(params (string, string)[] settings) =>
        NativeServer.StartOnPostgresAsync(_database, settings);

    private static Task<object?> ExecuteAsync(PostgresServer server, string sql) =>
        PostgresServer.ExecuteAsync(server.ConnectionString("postgres"), sql);
}

using Npgsql;

namespace CodeFirst.Tests.Interop.Postgres;

/// <summary>Two servers that reach their database through PgBouncer in transaction mode.</summary>
public sealed class PoolerTests
{
    private const string Listeners =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'";

    private const string Others =
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND query NOT LIKE 'LISTEN %' AND pid <> pg_backend_pid()
        """;

    private PgBouncer _pooler = null!;
    private string _direct = null!;
    private string _pooled = null!;

    [SetUp]
    public async Task StartPoolerAsync()
    {
        var postgres = await PostgresServer.Shared;
        _pooler = await PgBouncer.StartAsync(postgres);
        _direct = await postgres.CreateDatabaseAsync();
        _pooled = _pooler.Through(_direct) + ";Max Auto Prepare=0";
    }

    [TearDown]
    public async Task StopPoolerAsync() => await _pooler.DisposeAsync();

    [Test]
    public async Task Announcements_come_by_a_connection_past_the_pooler()
    {
        // The poll is too seldom for the load to get on by it.
        await WorkAsync(("Storage__ListenConnectionString", _direct), ("Storage__ActivityPollSeconds", "60"));
    }

    [Test]
    public async Task Without_such_a_connection_the_poll_brings_events()
    {
        await WorkAsync(("Storage__ActivityListen", "false"), ("Storage__ActivityPollSeconds", "0.1"));
    }

    [Test]
    public async Task A_search_path_in_the_connection_string_is_refused_and_that_of_the_role_is_used()
    {
        var database = new NpgsqlConnectionStringBuilder(_direct).Database;
        await PostgresServer.ExecuteAsync(
            _direct, $"CREATE SCHEMA other; ALTER ROLE postgres IN DATABASE {database} SET search_path = other");
        var connect = () => PostgresServer.ExecuteAsync($"{_pooled};Search Path=other", "SELECT 1");

        (await connect.Should().ThrowAsync<PostgresException>()).Which.MessageText.Should().Contain("search_path");

        await WorkAsync(("Storage__ListenConnectionString", _direct));
        (await PostgresServer.ExecuteAsync(_direct, "SELECT count(*) > 0 FROM other.users")).Should().Be(true);
    }

    private async Task WorkAsync(params (string Name, string Value)[] settings)
    {
        var listeners = settings.Any(one => one.Name == "Storage__ListenConnectionString") ? 2L : 0L;
        await using var here = await NativeServer.StartOnPostgresAsync(_pooled, settings);
        await using var there = await NativeServer.StartOnPostgresAsync(_pooled, settings);
        await using var load = await Load.StartAsync(here, there);

        await load.ShouldGetOnAsync();

        load.Failures.Should().Be(0);
        (await PostgresServer.ExecuteAsync(_direct, Listeners)).Should().Be(listeners);
        (await PostgresServer.ExecuteAsync(_direct, Others)).Should().BeOfType<long>().Which.Should().BeInRange(1, 4);
        await load.ShouldHaveLostNothingAsync();
        here.LoggedErrors.Concat(there.LoggedErrors).Should().BeEmpty();
    }
}

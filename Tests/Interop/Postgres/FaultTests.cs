using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;
using Grpc.Health.V1;
using Npgsql;

namespace CodeFirst.Tests.Interop.Postgres;

/// <summary>
/// What breaks while callers are at work: what they were answered is there afterwards, and no follower misses or repeats an event.
/// Each test has a PostgreSQL of its own, as it breaks it.
/// </summary>
public sealed class FaultTests
{
    private const string CutOffAll =
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """;

    // More for a soak: CODEFIRST_FAULT_ROUNDS=100 takes an hour.
    private static readonly int Rounds = Soak.Number("CODEFIRST_FAULT_ROUNDS", 1);

    private PostgresServer _postgres = null!;
    private string _database = null!;
    private List<ServerProcess> _servers = null!;

    [SetUp]
    public async Task StartServersAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        _database = await _postgres.CreateDatabaseAsync();
        _servers = [await StartServerAsync(), await StartServerAsync()];
    }

    [TearDown]
    public async Task StopServersAsync()
    {
        foreach (var server in _servers)
        {
            server.Output.Should().NotContain(line => line.Contains("failed unexpectedly", StringComparison.Ordinal));
            await server.DisposeAsync();
        }

        await _postgres.DisposeAsync();
    }

    [Test]
    public async Task Server_that_is_killed_and_replaced()
    {
        await using var load = await Load.StartAsync(_servers);

        for (var i = 0; i < Rounds; i++)
        {
            await _servers[1].KillAsync();
            await load.ShouldGetOnAsync();
            await _servers[1].DisposeAsync();
            _servers[1] = await StartServerAsync();
            load.Use(_servers);
            await load.ShouldGetOnAsync();
        }

        load.Failures.Should().BePositive("callers of the killed server have noticed");
        await load.ShouldHaveLostNothingAsync();
    }

    [Test]
    public async Task PostgreSQL_that_crashes_and_recovers()
    {
        await using var load = await Load.StartAsync(_servers);

        await _postgres.StopAsync();
        await ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus.NotServing);
        await _postgres.RunAsync();
        await ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus.Serving);
        await load.ShouldGetOnAsync();

        await load.ShouldHaveLostNothingAsync();
    }

    [Test]
    public async Task PostgreSQL_that_restarts_at_once()
    {
        await using var load = await Load.StartAsync(_servers);

        for (var i = 0; i < 3 * Rounds; i++)
        {
            await _postgres.CrashAndRestartAsync();
            await load.ShouldGetOnAsync();
        }

        await load.ShouldHaveLostNothingAsync();
    }

    [Test]
    public async Task PostgreSQL_that_is_killed_with_all_its_processes()
    {
        await using var load = await Load.StartAsync(_servers);

        for (var i = 0; i < 2 * Rounds; i++)
        {
            await _postgres.KillAsync();
            await _postgres.RunAsync();
            await load.ShouldGetOnAsync();
        }

        load.Failures.Should().BePositive("callers have noticed");
        await load.ShouldHaveLostNothingAsync();
    }

    [Test]
    public async Task PostgreSQL_that_has_no_connection_left()
    {
        await ExecuteAsync("ALTER SYSTEM SET max_connections = 30");
        await _postgres.CrashAndRestartAsync();
        await ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus.Serving);
        await using var load = await Load.StartAsync(_servers);

        var held = await TakeAllConnectionsAsync();
        await ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus.NotServing);
        await load.ShouldFailAsync(20);
        foreach (var connection in held)
        {
            await connection.DisposeAsync();
        }

        await ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus.Serving);
        await load.ShouldGetOnAsync();
        _servers[0].Output.Should().Contain(line => line.Contains("SQLSTATE 53300", StringComparison.Ordinal));
        await load.ShouldHaveLostNothingAsync();
    }

    [Test]
    public async Task PostgreSQL_that_stands_still_for_ten_seconds()
    {
        await using var load = await Load.StartAsync(_servers);

        _postgres.Freeze();
        var thaw = Task.Delay(TimeSpan.FromSeconds(10)); // the fault itself
        await ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus.NotServing);
        await ShouldEndAtItsDeadlineAsync(_servers[0]);
        await thaw;
        _postgres.Thaw();
        await ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus.Serving);
        await load.ShouldGetOnAsync();

        await load.ShouldHaveLostNothingAsync();
    }

    [Test]
    public async Task Listeners_that_are_cut_off()
    {
        await using var load = await Load.StartAsync(_servers);

        for (var i = 0; i < 5 * Rounds; i++)
        {
            await ExecuteAsync(
                """
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'LISTEN %'
                """);
            await load.ShouldGetOnAsync();
        }

        await load.ShouldHaveLostNothingAsync();
    }

    [Test]
    public async Task All_connections_that_are_cut_off()
    {
        await using var load = await Load.StartAsync(_servers);

        for (var i = 0; i < 5 * Rounds; i++)
        {
            await ExecuteAsync(CutOffAll);
            await load.ShouldGetOnAsync();
        }

        await load.ShouldHaveLostNothingAsync();
    }

    [Test]
    public async Task Schema_of_the_next_version_that_arrives_and_servers_of_this_one_that_are_replaced()
    {
        await using var load = await Load.StartAsync(_servers);

        // What the first server of the next version does to the database, beside those that are at work.
        await ExecuteAsync(
            """
            SET lock_timeout = '5s'; BEGIN; ALTER TABLE users ADD COLUMN phone text NOT NULL DEFAULT '';
            UPDATE codefirst_schema SET version = version + 1; COMMIT
            """);
        await load.ShouldGetOnAsync();

        // A rollback, or one more instance of the old version, in the middle of the rollout.
        (await _servers[0].StopAsync(Patience.Limit)).Should().Be(0);
        _servers[0] = await StartServerAsync();
        load.Use(_servers);
        await load.ShouldGetOnAsync();
        await load.ShouldHaveLostNothingAsync();

        // The version after that has removed what this one needs.
        await ExecuteAsync("UPDATE codefirst_schema SET version = version + 1, oldest_code = version + 1");
        var refused = await NativeServer.RunOnPostgresAsync(_database);
        refused.ExitCode.Should().Be(1);
        refused.Error.Should().Contain("was changed by a newer version of this server").And.MatchRegex("^[^\\n]+\\n$");
    }

    [Test]
    public async Task Database_that_can_only_be_read_refuses_writes_and_goes_on_reading()
    {
        var client = new UserService.UserServiceClient(_servers[0].Connect());
        var request = new CreateUserRequest { Name = "Ann", Email = Unique.Email() };
        var user = await client.CreateUserAsync(request, deadline: Patience.Deadline);

        await ExecuteAsync("ALTER DATABASE test1 SET default_transaction_read_only = on");
        await ExecuteAsync(CutOffAll);
        var codes = new List<StatusCode>();
        for (var i = 0; i < 3; i++)
        {
            var create = async () => await client.CreateUserAsync(
                new CreateUserRequest { Name = "Ann", Email = Unique.Email() }, deadline: Patience.Deadline);
            codes.Add((await create.Should().ThrowAsync<RpcException>()).Which.StatusCode);
        }

        codes.Should().OnlyContain(code => code == StatusCode.Unavailable);
        (await client.GetUserAsync(new GetUserRequest { Id = user.Id }, deadline: Patience.Deadline)).Should().Be(user);
    }

    /// <summary>Opens connections until there are no others, not even those of the servers.</summary>
    private async Task<List<NpgsqlConnection>> TakeAllConnectionsAsync()
    {
        const string CutOffServers =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'CodeFirst.Server'";

        var held = new List<NpgsqlConnection>();
        while (held.Count < 30)
        {
            var connection = new NpgsqlConnection($"{_database};Pooling=false");
            try
            {
                await connection.OpenAsync();
                held.Add(connection);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await connection.DisposeAsync();
                await using var cut = new NpgsqlCommand(CutOffServers, held[0]);
                await cut.ExecuteScalarAsync();
            }
        }

        return held;
    }

    private Task<ServerProcess> StartServerAsync() => NativeServer.StartOnPostgresAsync(_database);

    private Task<object?> ExecuteAsync(string sql) => PostgresServer.ExecuteAsync(_database, sql);

    /// <summary>Waits until all servers say so of themselves.</summary>
    private Task ShouldBecomeAsync(HealthCheckResponse.Types.ServingStatus expected) => Task.WhenAll(_servers.Select(async server =>
    {
        var health = new Health.HealthClient(server.Connect());
        var limit = Patience.In(Patience.Limit);
        while (await health.CheckAsync(new HealthCheckRequest(), deadline: Patience.Deadline) is var answer && answer.Status != expected)
        {
            TimeProvider.System.GetUtcNow().UtcDateTime.Should().BeBefore(limit, $"it was still {answer.Status}");
            await Task.Delay(20);
        }
    }));

    private static async Task ShouldEndAtItsDeadlineAsync(ServerProcess server)
    {
        var client = new UserService.UserServiceClient(server.Connect());
        var deadline = Patience.In(TimeSpan.FromSeconds(1));
        var get = async () => await client.GetUserAsync(new GetUserRequest { Id = "user-1" }, deadline: deadline);

        (await get.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
    }
}

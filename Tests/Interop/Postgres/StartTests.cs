using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;
using Grpc.Health.V1;

namespace CodeFirst.Tests.Interop.Postgres;

/// <summary>How a server begins when its database is in PostgreSQL.</summary>
public sealed class StartTests
{
    [Test]
    public async Task Server_whose_database_is_down_is_not_serving_until_it_is_up()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        await postgres.StopAsync();

        await using var server = await NativeServer.StartOnPostgresAsync(database);
        var health = new Health.HealthClient(server.Connect());
        var client = new UserService.UserServiceClient(server.Connect());
        var list = async () => await client.ListUsersAsync(new ListUsersRequest(), deadline: Patience.Deadline);
        (await list.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.Unavailable);
        (await health.CheckAsync(new HealthCheckRequest())).Status.Should().Be(HealthCheckResponse.Types.ServingStatus.NotServing);
        (await health.CheckAsync(new HealthCheckRequest { Service = "live" })).Status.Should()
            .Be(HealthCheckResponse.Types.ServingStatus.Serving, "a new server would not bring the database back");
        await postgres.RunAsync();

        Assert.That(
            () => health.Check(new HealthCheckRequest()).Status,
            Is.EqualTo(HealthCheckResponse.Types.ServingStatus.Serving).After(30).Seconds.PollEvery(50).MilliSeconds);
        (await client.ListUsersAsync(new ListUsersRequest(), deadline: Patience.Deadline)).TotalCount.Should().Be(0);
        server.Output.Should().Contain(line => line.Contains("NOT_SERVING and tries again", StringComparison.Ordinal))
            .And.Contain(line => line.Contains("can be used now", StringComparison.Ordinal));
        (await server.StopAsync(Patience.Limit)).Should().Be(0);
    }

    [Test]
    public async Task Database_that_does_not_exist_is_refused()
    {
        var postgres = await PostgresServer.Shared;

        var result = await NativeServer.RunOnPostgresAsync(postgres.ConnectionString("nothing"));

        result.Should().Be(new CommandResult(
            1,
            "",
            "PostgreSQL database nothing at 127.0.0.1 does not exist. Create it, or set Database in Storage__ConnectionString.\n"));
    }

    [Test]
    public async Task Bad_settings_are_all_told_and_no_password()
    {
        var result = await NativeServer.RunAsync([], new Dictionary<string, string>
        {
            ["Storage__Provider"] = "Postgres",
            ["Storage__ConnectionString"] = "postgres://ann:secret@db/users",
            ["Storage__ListenConnectionString"] = "Database=users;Password=secret",
            ["Storage__ReadConnectionString"] = "Host=a,b;Target Session Attributes=main;Password=secret",
            ["Storage__ActivityListen"] = "maybe",
            ["Storage__ActivityPollSeconds"] = "0",
        });

        result.Should().Be(new CommandResult(
            1,
            "",
            "Storage__ConnectionString is a URI: set it to one such as 'Host=127.0.0.1;Database=users;Username=users;Password=…'."
            + " (It is not shown here: it may hold a password.)\n"
            + "Storage__ListenConnectionString names no Host: set it to one such as"
            + " 'Host=127.0.0.1;Database=users;Username=users;Password=…', or unset it. (It is not shown here: it may hold a password.)\n"
            + "Storage__ReadConnectionString is not one of Npgsql's: set it to one such as"
            + " 'Host=127.0.0.1;Database=users;Username=users;Password=…', or unset it. (It is not shown here: it may hold a password.)\n"
            + "Storage__ActivityListen is \"maybe\": set it to true or false.\n"
            + "Storage__ActivityPollSeconds is \"0\": set it to a number from 0.05 to 60, or unset it.\n"));
    }

    [Test]
    public async Task SQLite_on_Cloud_Run_is_refused()
    {
        using var folder = new DatabaseFolder();

        var result = await NativeServer.RunAsync([], new Dictionary<string, string>
        {
            ["K_SERVICE"] = "users",
            ["Storage__ConnectionString"] = $"Data Source={folder.DatabasePath}",
        });

        result.Should().Be(new CommandResult(
            1,
            "",
            "Storage__Provider is Sqlite, but on Cloud Run the disk is memory, and every user would be lost with the instance:"
            + " set Storage__Provider=Postgres, or Storage__AllowEphemeral=true if that is what you want.\n"));
        File.Exists(folder.DatabasePath).Should().BeFalse();
    }

    [Test]
    public async Task Postgres_on_Cloud_Run_starts()
    {
        var database = await (await PostgresServer.Shared).CreateDatabaseAsync();

        await using var server = await NativeServer.StartOnPostgresAsync(database, ("K_SERVICE", "users"));

        (await server.StopAsync(Patience.Limit)).Should().Be(0);
    }

    [Test]
    public async Task Without_LISTEN_and_prepared_statements_events_arrive_by_polling()
    {
        // What a pooler in transaction mode needs.
        var database = await (await PostgresServer.Shared).CreateDatabaseAsync() + ";Max Auto Prepare=0";
        (string, string)[] settings = [("Storage__ActivityListen", "false"), ("Storage__ActivityPollSeconds", "0.1")];
        await using var here = await NativeServer.StartOnPostgresAsync(database, settings);
        await using var there = await NativeServer.StartOnPostgresAsync(database, settings);
        await using var load = await Load.StartAsync(here, there);

        await load.ShouldGetOnAsync();

        load.Failures.Should().Be(0);
        await load.ShouldHaveLostNothingAsync();
        (await PostgresServer.ExecuteAsync(
            database, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'"))
            .Should().Be(0L);
    }
}

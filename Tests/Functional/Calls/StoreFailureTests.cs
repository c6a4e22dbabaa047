using CodeFirst.Contracts;
using CodeFirst.Server.Storage.Sqlite;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Functional.Calls;

/// <summary>What callers learn when the store fails. Each test takes a server of its own, as it breaks it.</summary>
public sealed class StoreFailureTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("codefirst-");
    }

    [TearDown]
    public void DeleteFolder()
    {
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task Full_disk_fails_writes_with_RESOURCE_EXHAUSTED_while_reads_go_on()
    {
        using var server = new ServerFixture();
        var user = await server.Client.CreateUserAsync(NewUser("Ann"));
        await PragmaAsync(server, "max_page_count = 1"); // means: as many as there are now
        var events = Enumerable.Range(0, 200)
            .Select(_ => new RecordActivityRequest { UserId = user.Id, EventType = "load", Description = new string('x', 1000) });
        var answered = 0;

        var failure = await Failure.OfAsync(
            server.Client.RecordActivityAsync(events.ToAsyncEnumerable()).Select(_ => Interlocked.Increment(ref answered)));

        failure.ShouldBe(StatusCode.ResourceExhausted, "The disk of the store is full. Nothing was changed.", "STORE_FULL");
        server.Errors.Should().OnlyContain(line => line.Contains("the disk is full", StringComparison.Ordinal)).And.NotBeEmpty();
        (await server.Client.GetUserAsync(new GetUserRequest { Id = user.Id })).Should().Be(user);
        (await server.Client.ListUsersAsync(new ListUsersRequest())).Users.Should().Equal(user);
        (await server.Client.StreamUserActivityAsync(new StreamActivityRequest { UserId = user.Id }).CountAsync())
            .Should().Be(1 + answered);

        await PragmaAsync(server, "max_page_count = 1000000");
        (await server.Client.RecordActivityAsync(events.ToAsyncEnumerable()).CountAsync()).Should().Be(200);
    }

    [Test]
    public async Task Store_that_is_locked_fails_writes_with_UNAVAILABLE_while_reads_go_on()
    {
        using var server = NewImpatientServer();
        var user = await server.Client.CreateUserAsync(NewUser("Ann"));
        using (var other = await ConnectAsync(server))
        {
            await ExecuteAsync(other, "BEGIN IMMEDIATE");

            var failure = await Failure.OfAsync(server.Client.CreateUserAsync(NewUser("Bea")));

            failure.ShouldBe(
                StatusCode.Unavailable,
                "The store does not respond. Call again: with the same request_id or event_id, that is safe.",
                "STORE_UNAVAILABLE");
            failure.ShouldSayRetry();
            (await server.Client.ListUsersAsync(new ListUsersRequest())).Users.Should().Equal(user);
        }

        await server.Client.CreateUserAsync(NewUser("Bea"));
        server.Errors.Should().BeEmpty("it is a warning: the store may answer again");
    }

    [Test]
    public async Task Unforeseen_failure_is_INTERNAL_and_only_the_log_tells_the_cause()
    {
        using var server = NewImpatientServer();
        _ = server.Address;
        using (var other = await ConnectAsync(server))
        {
            await ExecuteAsync(other, "DROP TABLE create_requests");
        }

        var failure = await Failure.OfAsync(server.Client.CreateUserAsync(NewUser("Ann") with { RequestId = Guid.NewGuid().ToString() }));

        failure.ShouldBe(StatusCode.Internal, "The server failed. The cause is in its log.", "INTERNAL");
        failure.ToString().Should().NotContainAny("create_requests", "SQL", " at ");
        server.Errors.Should().ContainSingle().Which.Should().Contain("create_requests");
    }

    private static CreateUserRequest NewUser(string name) => new() { Name = name, Email = $"{name}@example.com" };

    // Waits a second for a lock instead of half a minute.
    private ServerFixture NewImpatientServer() => new(new Dictionary<string, string>
    {
        ["Storage:ConnectionString"] = $"Data Source={Path.Combine(_folder.FullName, "users.db")};Default Timeout=1",
    });

    private static async Task PragmaAsync(ServerFixture server, string pragma) =>
        await server.Services.GetRequiredService<SqliteDatabase>().Writer.WriteAsync(
            session => session.Command($"PRAGMA {pragma}").ExecuteScalar(), null, CancellationToken.None);

    private static async Task<SqliteConnection> ConnectAsync(ServerFixture server)
    {
        var path = server.Services.GetRequiredService<SqliteDatabase>().Path;
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();

        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

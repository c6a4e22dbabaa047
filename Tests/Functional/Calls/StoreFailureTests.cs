using CodeFirst.Contracts;
using CodeFirst.Server.Storage.Sqlite;
using Grpc.Core;
using Grpc.Health.V1;
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
    public async Task Damaged_pages_fail_reads_of_them_and_all_writes_with_DATA_LOSS()
    {
        var path = Path.Combine(_folder.FullName, "users.db");
        using (var before = NewImpatientServer())
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => before.Client.CreateUserAsync(
                new CreateUserRequest { Name = new string('x', 190), Email = $"{i}@example.com" }).AsTask()));
        }

        // What is damaged is the file, so the rows must not be in the log any more.
        await using (var file = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await file.OpenAsync();
            await ExecuteAsync(file, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        Damage(path);
        using var server = NewImpatientServer();
        var written = (await server.Client.CreateUserAsync(NewUser("Ann"))).Id;

        var list = await Failure.OfAsync(server.Client.ListUsersAsync(new ListUsersRequest { PageSize = 1000 }));
        var bytes = await ReadAllAsync(path);
        var create = await Failure.OfAsync(server.Client.CreateUserAsync(NewUser("Bea")));
        var update = await Failure.OfAsync(server.Client.UpdateUserAsync(new UpdateUserRequest { Id = written, Name = "Eve" }));
        var delete = await Failure.OfAsync(server.Client.DeleteUserAsync(new DeleteUserRequest { Id = written }));
        var record = await Failure.OfAsync(server.Client.RecordActivityAsync(
            new[] { new RecordActivityRequest { UserId = written, EventType = "login" } }.ToAsyncEnumerable()));

        foreach (var failure in new[] { list, create, update, delete, record })
        {
            failure.ShouldBe(
                StatusCode.DataLoss,
                "The data of the store is damaged. Nothing was changed. Calling again does not help: the operator must repair it.",
                "STORE_DAMAGED");
        }

        (await ReadAllAsync(path)).Should().Equal(bytes, "nothing is written into a damaged file");
        (await server.Client.GetUserAsync(new GetUserRequest { Id = written })).Name.Should().Be("Ann", "intact data can still be read");
        (await new Health.HealthClient(server.Channel).CheckAsync(new HealthCheckRequest())).Status
            .Should().Be(HealthCheckResponse.Types.ServingStatus.NotServing);
        server.Errors.Where(line => !line.StartsWith("Health check", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Should().StartWith($"SQLite file {path} is damaged (SQLite Error 11: ")
            .And.Contain("restore a backup");
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

    // The page in the middle of the table that has this user.
    private static void Damage(string path)
    {
        const int PageSize = 4096;
        var bytes = File.ReadAllBytes(path);
        var row = bytes.AsSpan().IndexOf("xxxxxxxx250@example.com"u8);
        row.Should().BePositive();
        bytes.AsSpan(row / PageSize * PageSize, PageSize).Fill(0xA5);
        File.WriteAllBytes(path, bytes);
    }

    private static async Task<byte[]> ReadAllAsync(string path)
    {
        var bytes = new List<byte>();
        foreach (var part in new[] { path, path + "-wal" })
        {
            await using var file = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[file.Length];
            await file.ReadExactlyAsync(content);
            bytes.AddRange(content);
        }

        return [.. bytes];
    }

    private static CreateUserRequest NewUser(string name) => new() { Name = name, Email = $"{name}@example.com" };

    // Waits a second for a lock instead of half a minute.
    private ServerFixture NewImpatientServer() => new(new Dictionary<string, string>
    {
        ["Storage:ConnectionString"] = $"Data Source={Path.Combine(_folder.FullName, "users.db")};Default Timeout=1",
    });

    private static async Task PragmaAsync(ServerFixture server, string pragma) =>
        await server.Services.GetRequiredService<SqliteDatabase>().Writer.WriteAsync(
            transaction => Run(transaction.Session, $"PRAGMA {pragma}"), null, CancellationToken.None);

    private static int Run(SqliteSession session, string sql)
    {
        session.Execute(sql);

        return session.Changes;
    }

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

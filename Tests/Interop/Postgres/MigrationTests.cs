using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;

namespace CodeFirst.Tests.Interop.Postgres;

/// <summary>From SQLite to PostgreSQL by <c>--migrate-from</c>.</summary>
public sealed class MigrationTests
{
    [Test]
    public async Task Callers_go_on_where_they_were_although_the_copy_was_killed()
    {
        using var folder = new DatabaseFolder();
        var database = await (await PostgresServer.Shared).CreateDatabaseAsync();
        var request = new CreateUserRequest { Name = "Ann", Email = Unique.Email(), RequestId = $"{Guid.NewGuid()}" };
        User created;
        ListUsersResponse page;
        await using (var server = await NativeServer.StartAsync(folder.DatabasePath))
        {
            var client = new UserService.UserServiceClient(server.Connect());
            created = await client.CreateUserAsync(request, deadline: Patience.Deadline);
            await RecordAsync(client, created.Id, 2000);
            for (var i = 0; i < 20; i++)
            {
                await client.CreateUserAsync(new CreateUserRequest { Name = $"{i}", Email = Unique.Email() }, deadline: Patience.Deadline);
            }

            page = await client.ListUsersAsync(new ListUsersRequest { PageSize = 5 }, deadline: Patience.Deadline);
            await server.KillAsync();
        }

        string source = $"--migrate-from=sqlite:{folder.DatabasePath}";
        using (var killed = NativeServer.BeginOnPostgres(database, source))
        {
            await killed.StandardOutput.ReadLineAsync(); // it has begun
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        var copied = await NativeServer.RunOnPostgresAsync(database, source);

        copied.ExitCode.Should().Be(0, copied.ToString());
        copied.Output.Should().MatchRegex("(21 users, 2021 events and 1 request ids are in both|was copied into .* before)");
        await using var moved = await NativeServer.StartOnPostgresAsync(database);
        var again = new UserService.UserServiceClient(moved.Connect());
        (await again.CreateUserAsync(request, deadline: Patience.Deadline)).Should().Be(created);
        (await again.ListUsersAsync(new ListUsersRequest { PageSize = 5, PageToken = page.NextPageToken }, deadline: Patience.Deadline))
            .Users.Should().HaveCount(5).And.NotIntersectWith(page.Users);
        (await RecordAsync(again, created.Id, 2001)).Should().Equal(Enumerable.Range(2, 2001).Select(i => (long)i));
    }

    [TestCase("users.db")]
    [TestCase("postgres:db")]
    public async Task Source_of_another_kind_is_refused(string source)
    {
        var result = await NativeServer.RunOnPostgresAsync("Host=db", $"--migrate-from={source}");

        result.Should().Be(new CommandResult(
            1,
            "",
            $"--migrate-from is \"{source}\": set it to sqlite: and the path of a database file, and Storage__Provider and"
            + " Storage__ConnectionString to the PostgreSQL database to copy into.\n"));
    }

    [Test]
    public async Task Target_that_does_not_answer_is_told()
    {
        using var folder = new DatabaseFolder();
        await using (var server = await NativeServer.StartAsync(folder.DatabasePath))
        {
            await server.StopAsync(Patience.Limit);
        }

        var result = await NativeServer.RunOnPostgresAsync("Host=127.0.0.1;Port=1", $"--migrate-from=sqlite:{folder.DatabasePath}");

        result.ExitCode.Should().Be(1);
        result.Error.Should().StartWith("The copy is not complete: ").And.EndWith("it goes on where it ended.\n");
    }

    private static async Task<List<long>> RecordAsync(UserService.UserServiceClient client, string userId, int count)
    {
        using var call = client.RecordActivity(deadline: Patience.Deadline);
        var answers = call.ResponseStream.ReadAllAsync().Select(answer => answer.Sequence).ToListAsync();
        for (var i = 0; i < count; i++)
        {
            await call.RequestStream.WriteAsync(new RecordActivityRequest { UserId = userId, EventType = "load", EventId = $"{i}" });
        }

        await call.RequestStream.CompleteAsync();

        return await answers;
    }
}

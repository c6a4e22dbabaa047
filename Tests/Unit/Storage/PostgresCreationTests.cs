using CodeFirst.Server.Storage;
using CodeFirst.Tests.Infrastructure;
using Npgsql;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>Creations that meet what other servers do at the same moment.</summary>
public sealed class PostgresCreationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    [Test]
    public async Task Request_id_that_is_being_repeated_is_not_forgotten_under_it()
    {
        var database = await (await PostgresServer.Shared).CreateSchemaAsync();
        await using var stores = await PostgresStores.OpenAsync(database);
        var first = await stores.Users.CreateAsync(NewUser("a"), default);
        await using var other = new NpgsqlConnection(database);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await ExecuteAsync(other, "LOCK TABLE users IN SHARE MODE");

        var repeated = stores.Users.CreateAsync(NewUser("b"), default).AsTask();
        while (!await PostgresServer.IsWaitedForAsync(other))
        {
            repeated.IsCompleted.Should().BeFalse("it waits for the table");
        }

        // What a server does that finds the request id a moment too old.
        await PostgresServer.ExecuteAsync(
            database,
            """
            DELETE FROM create_requests WHERE request_id IN (SELECT request_id FROM create_requests FOR UPDATE SKIP LOCKED)
            """);
        await transaction.CommitAsync();

        (await repeated).Should().Be(first);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static NewUser NewUser(string id) =>
        new(id, "Ann", "a@b", "", Now, "r", Now.AddHours(-24), new NewEvent(id, "created", "user.created", "", Now));
}

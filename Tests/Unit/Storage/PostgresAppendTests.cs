using CodeFirst.Server.Storage;
using CodeFirst.Tests.Infrastructure;
using Npgsql;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>Appends that meet what other servers do at the same moment.</summary>
public sealed class PostgresAppendTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    private string _database = null!;
    private PostgresStores _stores = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _database = await (await PostgresServer.Shared).CreateSchemaAsync();
        _stores = await PostgresStores.OpenAsync(_database);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _stores.DisposeAsync();
    }

    [Test]
    public async Task User_who_was_created_after_the_append_began_is_unknown_to_it()
    {
        await CreateAsync("a");
        await using var other = new NpgsqlConnection(_database);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var locking = new NpgsqlCommand("SELECT 1 FROM users WHERE id = 'a' FOR UPDATE", other);
        await locking.ExecuteNonQueryAsync();
        var append = _stores.Activity.AppendAsync([NewEvent("a", "e1"), NewEvent("b", "e1")], default).AsTask();
        while (!await PostgresServer.IsWaitedForAsync(other))
        {
            append.IsCompleted.Should().BeFalse("it waits for the first of its users");
        }

        await CreateAsync("b");
        await transaction.CommitAsync();

        (await append).Should().Equal(2);
        (await _stores.Activity.ReadAsync("b", 0, 10, default)).Should().ContainSingle("who is not locked gets no event");
    }

    [Test]
    public async Task Appends_to_users_who_are_just_being_created_or_deleted_do_not_fail_and_leave_no_events()
    {
        await using var second = await PostgresStores.OpenAsync(_database);
        for (var round = 0; round < 25; round++)
        {
            var id = $"user-{round}";
            var appends = Enumerable.Range(0, 12).Select(i => Task.Run(() =>
                (i % 2 == 0 ? _stores : second).Activity.AppendAsync([NewEvent(id, $"e{i}")], default).AsTask()));

            var creation = Task.Run(() => CreateAsync(id));
            var deletion = Task.Run(() => DeleteAsync(second, id));
            await Task.WhenAll([.. appends, creation, deletion]);
            await DeleteAsync(second, id);
        }

        (await PostgresServer.ExecuteAsync(_database, "SELECT count(*) FROM activity")).Should().Be(0L);
    }

    private static async Task DeleteAsync(PostgresStores stores, string id) => await stores.Users.DeleteAsync(id, _ => { }, default);

    private static NewEvent NewEvent(string userId, string id) => new(userId, id, "type", "", Now);

    private async Task CreateAsync(string id) => await _stores.Users.CreateAsync(
        new NewUser(id, "Ann", $"{id}@b", "", Now, "", Now, NewEvent(id, "created")), default);
}

using CodeFirst.Contracts;
using CodeFirst.Server.Storage;
using CodeFirst.Tests.Infrastructure;
using Npgsql;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>Users who are looked for at once.</summary>
public sealed class PostgresUserStoreTests
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
    public async Task Each_gets_its_own_user()
    {
        var known = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => CreateAsync($"user-{i}")));
        string[] ids = [.. known.SelectMany(user => new[] { user.Id, "user-none", user.Id })];

        var found = await Task.WhenAll(ids.Select(FindAsync));

        found.Should().Equal(known.SelectMany(user => new[] { user, null, user }));
    }

    [Test]
    public async Task Caller_who_leaves_does_not_wait_for_the_database()
    {
        var known = await CreateAsync("user-1");
        await using var lockingAll = await LockAsync();
        using var leaving = new CancellationTokenSource();
        var begun = _stores.Users.FindAsync(known.Id, leaving.Token).AsTask();
        var staying = FindAsync(known.Id);

        await leaving.CancelAsync();

        await FluentActions.Awaiting(() => begun).Should().ThrowAsync<OperationCanceledException>();
        staying.IsCompleted.Should().BeFalse();
        await lockingAll.CloseAsync();
        (await staying).Should().Be(known);
    }

    private async Task<NpgsqlConnection> LockAsync()
    {
        var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var locking = new NpgsqlCommand("BEGIN; LOCK TABLE users", connection);
        await locking.ExecuteNonQueryAsync();

        return connection;
    }

    private Task<User?> FindAsync(string id) => _stores.Users.FindAsync(id, default).AsTask();

    private Task<User> CreateAsync(string id) => _stores.Users.CreateAsync(
        new NewUser(id, "Ann", $"{id}@b", "", Now, "", Now, new NewEvent(id, "created", "user.created", "", Now)), default).AsTask();
}

using CodeFirst.Contracts;
using CodeFirst.Server.Storage;
using CodeFirst.Tests.Infrastructure;
using Npgsql;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>Calls that meet in the database, held up where it matters by a lock that the test has.</summary>
public sealed class PostgresConcurrencyTests
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
        await using var lockingFirst = await LockAsync("SELECT 1 FROM users WHERE id = 'a' FOR UPDATE");
        var append = _stores.Activity.AppendAsync([NewEvent("a", "e1"), NewEvent("b", "e1")], default).AsTask();
        await ShouldBeHeldUpAsync(append, lockingFirst);

        await CreateAsync("b");
        await lockingFirst.CloseAsync();

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

    [Test]
    public async Task Request_id_that_is_being_repeated_is_not_forgotten_under_it()
    {
        var first = await CreateAsync("a", "a@b", "r");
        await using var lockingAll = await LockAsync("LOCK TABLE users IN SHARE MODE");
        var repeated = CreateAsync("b", "a@b", "r");
        await ShouldBeHeldUpAsync(repeated, lockingAll);

        // What a server does that finds the request id a moment too old.
        await PostgresServer.ExecuteAsync(
            _database,
            """
            DELETE FROM create_requests WHERE request_id IN (SELECT request_id FROM create_requests FOR UPDATE SKIP LOCKED)
            """);
        await lockingAll.CloseAsync();

        (await repeated).Should().Be(first);
    }

    [Test]
    public async Task Forgotten_request_ids_go_faster_than_new_ones_come()
    {
        await PostgresServer.ExecuteAsync(
            _database,
            """
            INSERT INTO create_requests (request_id, user_id, name, email, role, created_at)
            SELECT 'old' || i, 'u', 'n', 'e', 'r', 0 FROM generate_series(1, 500) AS i
            """);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => CreateAsync($"user-{i}", requestId: $"r{i}")));

        (await PostgresServer.ExecuteAsync(_database, "SELECT count(*) FROM create_requests")).Should().Be(100L);
    }

    [Test]
    public async Task Of_many_lookups_at_once_each_gets_its_own_user()
    {
        var known = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => CreateAsync($"user-{i}")));
        string[] ids = [.. known.SelectMany(user => new[] { user.Id, "user-none", user.Id })];

        var found = await Task.WhenAll(ids.Select(id => FindAsync(id)));

        found.Should().Equal(known.SelectMany(user => new[] { user, null, user }));
    }

    [Test]
    public async Task Caller_who_leaves_does_not_wait_for_the_lookup_and_does_not_end_that_of_others()
    {
        var known = await CreateAsync("a");
        await using var lockingAll = await LockAsync("LOCK TABLE users");
        using var leaving = new CancellationTokenSource();
        var left = FindAsync(known.Id, leaving.Token);
        var staying = FindAsync(known.Id);
        await ShouldBeHeldUpAsync(staying, lockingAll);

        await leaving.CancelAsync();

        await FluentActions.Awaiting(() => left).Should().ThrowAsync<OperationCanceledException>();
        staying.IsCompleted.Should().BeFalse();
        await lockingAll.CloseAsync();
        (await staying).Should().Be(known);
    }

    [Test]
    public async Task Of_many_creations_at_once_each_gets_its_own_answer()
    {
        await using var second = await PostgresStores.OpenAsync(_database);

        var created = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => TryCreateAsync(
            i % 2 == 0 ? _stores : second, $"user-{i}", $"e{i / 2}@b")));

        var users = created.OfType<User>().ToList();
        users.Select(user => user.Email).Should().BeEquivalentTo(Enumerable.Range(0, 200).Select(i => $"e{i}@b"), "each is one user's");
        created.Select((user, i) => user is null || user.Id == $"user-{i}").Should().AllBeEquivalentTo(true);
        foreach (var user in users)
        {
            (await FindAsync(user.Id)).Should().Be(user);
            (await _stores.Activity.ReadAsync(user.Id, 0, 10, default)).Should().ContainSingle();
        }
    }

    [Test]
    public async Task Of_many_creations_at_once_those_with_one_request_id_create_one_user([Values] bool sameEmail)
    {
        await using var second = await PostgresStores.OpenAsync(_database);

        var created = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => TryCreateAsync(
            i % 2 == 0 ? _stores : second, $"user-{i}", sameEmail ? $"e{i / 4}@b" : $"e{i}@b", $"r{i / 4}")));

        created.Should().NotContainNulls();
        created.Chunk(4).Select(calls => calls.Distinct().Count()).Should().AllBeEquivalentTo(1);
        (await PostgresServer.ExecuteAsync(_database, "SELECT count(*) FROM users")).Should().Be(100L);
    }

    [Test]
    public async Task Caller_who_leaves_does_not_wait_for_the_creation_and_does_not_end_that_of_others()
    {
        await using var lockingAll = await LockAsync("LOCK TABLE users");
        using var leaving = new CancellationTokenSource();
        var left = _stores.Users.CreateAsync(NewUser("a", "a@b", ""), leaving.Token).AsTask();
        var staying = CreateAsync("b");
        await ShouldBeHeldUpAsync(staying, lockingAll);

        await leaving.CancelAsync();

        await FluentActions.Awaiting(() => left).Should().ThrowAsync<OperationCanceledException>();
        staying.IsCompleted.Should().BeFalse();
        await lockingAll.CloseAsync();
        (await staying).Should().Be(await FindAsync("b"));
    }

    private static async Task ShouldBeHeldUpAsync(Task call, NpgsqlConnection holder)
    {
        while (!await PostgresServer.IsWaitedForAsync(holder))
        {
            call.IsCompleted.Should().BeFalse("it waits for the lock");
        }
    }

    private static async Task DeleteAsync(PostgresStores stores, string id) => await stores.Users.DeleteAsync(id, _ => { }, default);

    private static NewEvent NewEvent(string userId, string id) => new(userId, id, "type", "", Now);

    /// <summary>Locks until the connection is closed.</summary>
    private async Task<NpgsqlConnection> LockAsync(string sql)
    {
        var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var locking = new NpgsqlCommand($"BEGIN; {sql}", connection);
        await locking.ExecuteNonQueryAsync();

        return connection;
    }

    private Task<User?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        _stores.Users.FindAsync(id, cancellationToken).AsTask();

    private Task<User> CreateAsync(string id, string? email = null, string requestId = "") =>
        _stores.Users.CreateAsync(NewUser(id, email ?? $"{id}@b", requestId), default).AsTask();

    private static async Task<User?> TryCreateAsync(PostgresStores stores, string id, string email, string requestId = "")
    {
        try
        {
            return await stores.Users.CreateAsync(NewUser(id, email, requestId), default);
        }
        catch (EmailTakenException)
        {
            return null;
        }
    }

    private static NewUser NewUser(string id, string email, string requestId) =>
        new(id, "Ann", email, "", Now, requestId, Now.AddHours(-24), NewEvent(id, "created"));
}

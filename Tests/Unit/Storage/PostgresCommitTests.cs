using CodeFirst.Contracts;
using CodeFirst.Server.Storage;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>A write is only acknowledged when its transaction is committed, not when its last statement has answered.</summary>
public sealed class PostgresCommitTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    private string _database = null!;
    private PostgresStores _stores = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _database = await (await PostgresServer.Shared).CreateSchemaAsync();
        _stores = await PostgresStores.OpenAsync(_database + ";Command Timeout=1");
        await CreateAsync("a", "");
        await PostgresServer.ExecuteAsync(
            _database,
            """
            CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON activity DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION wait_at_commit();
            """);
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        await _stores.DisposeAsync();
    }

    [Test]
    public Task User_whose_commit_is_too_late() => ShouldFailAsync(() => CreateAsync("b", ""));

    [Test]
    public Task User_with_request_id_whose_commit_is_too_late() => ShouldFailAsync(() => CreateAsync("c", "r"));

    [Test]
    public Task Events_whose_commit_is_too_late() => ShouldFailAsync(() => _stores.Activity.AppendAsync([NewEvent("e")], default).AsTask());

    [Test]
    public Task Update_whose_commit_is_too_late() => ShouldFailAsync(() => _stores.Users.UpdateAsync(
        "a", user => new UserChange("Bob", user.Email, user.Role, NewEvent("u")), default).AsTask());

    private async Task ShouldFailAsync(Func<Task> write)
    {
        await write.Should().ThrowAsync<StoreUnavailableException>();
        (await PostgresServer.ExecuteAsync(_database, "SELECT count(*) FROM activity")).Should().Be(1L, "the database has undone it");
    }

    private Task<User> CreateAsync(string id, string requestId) => _stores.Users.CreateAsync(
        new NewUser(id, "Ann", $"{id}@b", "", Now, requestId, Now.AddHours(-24), NewEvent(id)), default).AsTask();

    private static NewEvent NewEvent(string id) => new("a", id, "type", "", Now);
}

using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Postgres;
using CodeFirst.Server.Users.Filters;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class PostgresWordSearchTests : WordSearchContractTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    private PostgresStores _stores = null!;
    private string _database = null!;

    [OneTimeSetUp]
    public async Task OpenDatabaseAsync()
    {
        // So that it looks every word up, also where reading a few users is faster.
        _database = $"{await (await PostgresServer.Shared).CreateSchemaAsync()};Maximum Pool Size=1;"
            + "Options=-c enable_seqscan=off -c enable_indexscan=off -c enable_indexonlyscan=off";
        _stores = await PostgresStores.OpenAsync(_database);
        while (!await _stores.WordIndex.TryMakeAsync(default))
        {
        }
    }

    [OneTimeTearDown]
    public async Task CloseDatabaseAsync()
    {
        await _stores.DisposeAsync();
    }

    private protected override int Runs => 30;

    [Test]
    public async Task Word_is_looked_up_with_a_plan_for_its_own_value()
    {
        await ForgetOthersAsync();
        await CreateAsync(_stores.Users, "Ann");
        for (var i = 0; i < 20; i++)
        {
            (await _stores.Users.ListAsync(UserFilter.Parse("ann"), "", 1, default)).TotalCount.Should().Be(1);
        }

        var plans = await ReadAsync(
            """
            SELECT format('%s %s', sum(generic_plans), sum(custom_plans) >= 15) FROM pg_prepared_statements
            WHERE statement LIKE '%LIKE $1%'
            """);

        plans.Should().Be("0 t");
    }

    private protected override async Task<SearchedStore> OpenAsync()
    {
        await ForgetOthersAsync();

        return new SearchedStore(_stores.Users, () => Task.CompletedTask, () => ValueTask.CompletedTask);
    }

    private async Task ForgetOthersAsync() =>
        await PostgresServer.ExecuteAsync(_database, "TRUNCATE users, user_counts, role_counts, activity");

    private static async Task CreateAsync(PostgresUserStore store, string name) => await store.CreateAsync(
        new NewUser(name, name, $"{name}@b", "", Now, "", Now, new NewEvent(name, name, "user.created", "", Now)), default);

    // On the one connection of the pool.
    private async Task<object?> ReadAsync(string sql) => await _stores.Database.ReadAsync(
        sql,
        async (source, text, cancellationToken) =>
        {
            await using var command = source.CreateCommand(text);

            return await command.ExecuteScalarAsync(cancellationToken);
        },
        default);
}

using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Postgres;
using CodeFirst.Server.Users.Filters;
using CodeFirst.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class PostgresWordIndexTests
{
    private const string Definition =
        "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname = 'users_by_words'";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    [Test]
    public async Task Servers_that_start_at_once_make_the_index_once_and_all_use_it()
    {
        var database = await (await PostgresServer.Shared).CreateSchemaAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostgresStores.OpenAsync(database)));

        await Task.WhenAll(stores.Select(one => MakeAsync(one.WordIndex)));

        stores.Should().AllSatisfy(one => one.Database.HasWordIndex.Should().BeTrue());
        (await PostgresServer.ExecuteAsync(database, Definition)).Should().BeOfType<string>()
            .Which.Should().Contain("gin (name_key ").And.Contain("gin_trgm_ops, email_key ");
        await CloseAsync(stores);
    }

    [Test]
    public async Task Index_is_made_while_users_are_created()
    {
        var stores = await PostgresStores.OpenNewAsync();
        var isMade = false;
        var created = 0;
        var load = Task.Run(async () =>
        {
            for (; !Volatile.Read(ref isMade); created++)
            {
                await CreateAsync(stores.Users, $"user-{created}");
            }
        });

        await MakeAsync(stores.WordIndex);
        Volatile.Write(ref isMade, true);
        await load;

        (await SearchAsync(stores, "ann")).Should().Be(created);
        await CloseAsync(stores);
    }

    [Test]
    public async Task Index_that_was_left_half_way_is_made_anew()
    {
        var database = await (await PostgresServer.Shared).CreateSchemaAsync();
        var stores = await PostgresStores.OpenAsync(database);
        await MakeAsync(stores.WordIndex);
        const string IsValid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'users_by_words'::regclass";
        await PostgresServer.ExecuteAsync(
            database, "UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'users_by_words'::regclass");

        await MakeAsync(stores.WordIndex);

        (await PostgresServer.ExecuteAsync(database, IsValid)).Should().Be(true);
        await CloseAsync(stores);
    }

    [Test]
    public async Task Without_the_right_to_create_the_extension_the_server_says_so_and_reads_every_user_until_somebody_creates_it()
    {
        var admin = await (await PostgresServer.Shared).CreateDatabaseAsync();
        await PostgresServer.ExecuteAsync(
            admin, "DROP SCHEMA public CASCADE; CREATE ROLE searcher LOGIN; CREATE SCHEMA own AUTHORIZATION searcher");
        var database = $"{new NpgsqlConnectionStringBuilder(admin) { Username = "searcher" }};Search Path=own";
        var stores = await PostgresStores.OpenAsync(database);
        await CreateAsync(stores.Users, "user-1");
        var log = new LogLines();

        await StartAsync(stores, log);

        log.Lines.Should().ContainSingle().Which.Should().StartWith("Information: PostgreSQL database ")
            .And.Contain("has no index of words, so a search reads every user: \"42501: permission denied to create extension ")
            .And.EndWith("start the server again (docs/operations.md, Search).").And.NotContain("\n");
        (await SearchAsync(stores, "ann")).Should().Be(1);
        stores.Database.HasWordIndex.Should().BeFalse();

        await PostgresServer.ExecuteAsync(admin, "CREATE SCHEMA \"Elsewhere\"; CREATE EXTENSION pg_trgm SCHEMA \"Elsewhere\"");
        await PostgresServer.ExecuteAsync(admin, "GRANT USAGE ON SCHEMA \"Elsewhere\" TO searcher");
        await StartAsync(stores, log);

        stores.Database.HasWordIndex.Should().BeTrue();
        log.Lines.Should().ContainSingle();
        (await SearchAsync(stores, "ann")).Should().Be(1);
        await CloseAsync(stores);
    }

    private static async Task StartAsync(PostgresStores stores, LogLines log)
    {
        using var index = new PostgresWordIndex(stores.Database, TimeProvider.System, log);
        await index.StartAsync(default);
        await index.ExecuteTask!.WaitAsync(Patience.Limit);
    }

    private static async Task MakeAsync(PostgresWordIndex index)
    {
        while (!await index.TryMakeAsync(default))
        {
        }
    }

    private static async Task<long> SearchAsync(PostgresStores stores, string word) =>
        (await stores.Users.ListAsync(UserFilter.Parse(word), "", 1, default)).TotalCount;

    private static async Task CreateAsync(PostgresUserStore users, string id) => await users.CreateAsync(
        new NewUser(id, "Ann", $"{id}@b", "", Now, "", Now, new NewEvent(id, "created", "user.created", "", Now)), default);

    private static async Task CloseAsync(params PostgresStores[] stores)
    {
        foreach (var one in stores)
        {
            await one.DisposeAsync();
        }
    }

    private sealed class LogLines : ILogger<PostgresWordIndex>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}

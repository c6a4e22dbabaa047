using CodeFirst.Hosting;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Postgres;
using CodeFirst.Tests.Infrastructure;
using Npgsql;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class PostgresSchemaTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    // What a next version might do: a column that the servers of this version do not know.
    private static readonly PostgresStep Next = new("ALTER TABLE users ADD COLUMN phone text NOT NULL DEFAULT ''", OldestCode: 1);

    // And the one after it: what they need is gone.
    private static readonly PostgresStep Contraction = new("ALTER TABLE users DROP COLUMN phone", OldestCode: 2);

    private string _database = null!;

    [SetUp]
    public async Task MakeDatabaseAsync()
    {
        _database = await (await PostgresServer.Shared).CreateSchemaAsync();
    }

    [Test]
    public async Task Ten_servers_that_start_at_once_make_the_tables_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostgresStores.OpenAsync(_database)));

        stores.Select(one => Convert.ToHexString(one.Users.PageTokenKey.Span)).Distinct().Should().ContainSingle();
        (await ExecuteAsync("SELECT version FROM codefirst_schema")).Should().Be(PostgresSchema.Steps.Count);
        await CloseAsync(stores);
    }

    [Test]
    public async Task Step_is_done_under_load_and_the_servers_of_the_version_before_work_on()
    {
        var stores = await PostgresStores.OpenAsync(_database);
        var isDone = false;
        var created = 0;
        var load = Task.Run(async () =>
        {
            for (; !Volatile.Read(ref isDone); created++)
            {
                await stores.Users.CreateAsync(NewUser(created), default);
                (await stores.Users.FindAsync($"user-{created}", default)).Should().NotBeNull();
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => MigrateAsync(Next)));
        var createdBefore = Volatile.Read(ref created);
        while (Volatile.Read(ref created) < createdBefore + 20 && !load.IsCompleted)
        {
            await Task.Yield();
        }

        Volatile.Write(ref isDone, true);
        await load;
        (await ExecuteAsync("SELECT version FROM codefirst_schema")).Should().Be(PostgresSchema.Steps.Count + 1);
        (await stores.Users.ListAsync(null, "", 1, default)).TotalCount.Should().Be(created);
        var another = await PostgresStores.OpenAsync(_database);
        await CloseAsync(stores, another);
    }

    [Test]
    public async Task Step_that_has_to_wait_for_a_lock_lets_the_others_through()
    {
        var stores = await PostgresStores.OpenAsync(_database);
        await using var other = new NpgsqlConnection(_database);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var read = new NpgsqlCommand("SELECT count(*) FROM users", other))
        {
            await read.ExecuteScalarAsync(); // holds a lock until the transaction ends, as a long report does
        }

        var migration = MigrateAsync(Next);
        for (var i = 0; i < 5; i++)
        {
            // Behind the waiting step this would wait for the report without a lock time-out.
            await stores.Users.CreateAsync(NewUser(i), default).AsTask().WaitAsync(TimeSpan.FromSeconds(8));
        }

        migration.IsCompleted.Should().BeFalse();
        await transaction.CommitAsync();
        await migration.WaitAsync(Patience.Limit);
        await CloseAsync(stores);
    }

    [Test]
    public async Task Database_of_a_newer_server_that_has_removed_what_this_one_needs_is_refused()
    {
        await MigrateAsync(Next, Contraction);

        var open = () => PostgresStores.OpenAsync(_database);

        (await open.Should().ThrowAsync<StartupException>()).Which.Message.Should().MatchRegex(
            @"^PostgreSQL database postgres at 127\.0\.0\.1 was changed by a newer version of this server \(schema 3, this one knows 1\)"
            + @" so that this one cannot use it\. Start that version, or restore a backup\.$");
    }

    [Test]
    public async Task Step_that_fails_leaves_the_database_as_it_was()
    {
        var migrate = () => MigrateAsync(Next, new PostgresStep("CREATE TABLE half (a integer); SELECT 1 / 0", OldestCode: 1));

        await migrate.Should().ThrowAsync<PostgresException>();
        (await ExecuteAsync("SELECT version FROM codefirst_schema")).Should().Be(PostgresSchema.Steps.Count + 1);
        (await ExecuteAsync("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'half'")).Should().Be(0L);
    }

    [Test]
    public async Task Tables_of_another_program_are_refused_and_left_as_they_are()
    {
        await ExecuteAsync("CREATE TABLE users (name text)");

        var open = () => PostgresStores.OpenAsync(_database);

        (await open.Should().ThrowAsync<StartupException>()).WithMessage(
            "PostgreSQL database postgres at 127.0.0.1 has a table users of another program."
            + " Set Database or Search Path in Storage__ConnectionString to one of its own.");
        (await ExecuteAsync("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")).Should().Be(1L);
    }

    private async Task MigrateAsync(params PostgresStep[] more)
    {
        await using var source = new NpgsqlSlimDataSourceBuilder(_database).Build();
        await PostgresSchema.MigrateAsync(source, [.. PostgresSchema.Steps, .. more], "The database", TimeProvider.System, default);
    }

    private Task<object?> ExecuteAsync(string sql) => PostgresServer.ExecuteAsync(_database, sql);

    private static NewUser NewUser(int i) => new(
        $"user-{i}", "Ann", $"a{i}@b", "", Now, "", Now, new NewEvent($"user-{i}", "created", "user.created", "", Now));

    private static async Task CloseAsync(params PostgresStores[] stores)
    {
        foreach (var one in stores)
        {
            await one.DisposeAsync();
        }
    }
}

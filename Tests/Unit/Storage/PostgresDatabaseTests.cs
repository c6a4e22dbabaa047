using CodeFirst.Hosting;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Postgres;
using CodeFirst.Tests.Infrastructure;
using Npgsql;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class PostgresDatabaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    [Test]
    public async Task Database_that_is_not_there_is_refused()
    {
        var open = await OpeningAsync(server => server.ConnectionString("nothing"));

        (await open.Should().ThrowAsync<StartupException>()).WithMessage(
            "PostgreSQL database nothing at 127.0.0.1 does not exist. Create it, or set Database in Storage__ConnectionString.");
    }

    [Test]
    public async Task User_that_is_not_let_in_is_refused_and_the_password_is_not_told()
    {
        var open = await OpeningAsync(server => $"{server.ConnectionString("postgres")};Username=nobody;Password=secret");

        var message = (await open.Should().ThrowAsync<StartupException>()).Which.Message;
        message.Should().StartWith("PostgreSQL database postgres at 127.0.0.1 refuses the user: ")
            .And.EndWith(" Check Username and Password in Storage__ConnectionString.")
            .And.NotContain("secret");
    }

    [Test]
    public async Task User_that_may_not_make_tables_is_refused()
    {
        var server = await PostgresServer.Shared;
        await PostgresServer.ExecuteAsync(server.ConnectionString("postgres"), "CREATE ROLE reader LOGIN");

        var open = await OpeningAsync(_ => $"{server.ConnectionString("postgres")};Username=reader;Search Path=public");

        (await open.Should().ThrowAsync<StartupException>()).Which.Message.Should()
            .Contain("does not let the user create or read tables: ").And.NotContain("\n");
    }

    [Test]
    public async Task Schema_that_is_not_there_is_refused()
    {
        var open = await OpeningAsync(server => $"{server.ConnectionString("postgres")};Search Path=nowhere");

        (await open.Should().ThrowAsync<StartupException>()).WithMessage(
            "PostgreSQL database postgres at 127.0.0.1 has no schema of the search path."
            + " Create it, or set Search Path to one that exists.");
    }

    [Test]
    public async Task Database_that_is_not_in_UTF8_is_refused()
    {
        var database = await (await PostgresServer.Shared).CreateDatabaseAsync(
            "TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'");

        var open = await OpeningAsync(_ => database);

        (await open.Should().ThrowAsync<StartupException>()).Which.Message.Should()
            .EndWith("has the encoding LATIN1. Create it with ENCODING 'UTF8'.");
    }

    [Test]
    public async Task Unix_socket_is_a_host()
    {
        var server = await PostgresServer.Shared;
        var database = new NpgsqlConnectionStringBuilder(await server.CreateSchemaAsync()) { Host = server.SocketFolder };

        await using var stores = await PostgresStores.OpenAsync(database.ConnectionString);

        (await stores.Users.FindAsync("nobody", default)).Should().BeNull();
    }

    [Test]
    public async Task Database_that_does_not_answer_is_unavailable_and_everything_asked_of_it_too()
    {
        await using var stores = PostgresStores.New(new StorageOptions
        {
            Provider = StorageOptions.Postgres,
            ConnectionString = "Host=127.0.0.1;Port=1;Username=a;Password=secret",
        });

        var open = () => stores.Database.OpenAsync(default);
        var find = () => stores.Users.FindAsync("a", default).AsTask();
        var append = () => stores.Activity.AppendAsync([new NewEvent("a", "b", "c", "", DateTimeOffset.UnixEpoch)], default).AsTask();

        await open.Should().ThrowAsync<StoreUnavailableException>();
        await find.Should().ThrowAsync<StoreUnavailableException>().WithMessage("The database has not answered since the start.");
        await append.Should().ThrowAsync<StoreUnavailableException>();
        stores.Database.Description.Should().Be("PostgreSQL database a at 127.0.0.1");
    }

    [Test]
    public async Task Connections_that_can_only_read_are_replaced_when_the_database_can_be_written_again()
    {
        var server = await PostgresServer.Shared;
        var connection = await server.CreateDatabaseAsync();
        var alter = $"ALTER DATABASE {new NpgsqlConnectionStringBuilder(connection).Database}";
        await (await PostgresStores.OpenAsync(connection)).DisposeAsync();
        await PostgresServer.ExecuteAsync(connection, $"{alter} SET default_transaction_read_only = on");
        await using var stores = await PostgresStores.OpenAsync(connection);
        var create = () => stores.Users.CreateAsync(
            new NewUser("a", "Ann", "a@b", "", Now, "", Now, new NewEvent("a", "created", "type", "", Now)), default).AsTask();

        (await create.Should().ThrowAsync<StoreUnavailableException>()).Which.Message.Should().Contain("25006");
        await PostgresServer.ExecuteAsync(server.ConnectionString("postgres"), $"{alter} RESET default_transaction_read_only");

        (await create()).Id.Should().Be("a");
    }

    [TestCase("Host=db", null)]
    [TestCase("Host=/cloudsql/project:region:instance;Username=users;Database=users", null)]
    [TestCase("Host=a,b;Target Session Attributes=primary", null)]
    [TestCase("Host=a:5432,b:5433", null)]
    [TestCase("Host=a,b;Target Session Attributes=main", "is not one of Npgsql's")]
    [TestCase("", "names no Host")]
    [TestCase("Data Source=data/users.db", "is not one of Npgsql's")]
    [TestCase("Host=db;Port=x", "is not one of Npgsql's")]
    [TestCase("Host=db;Minimum Pool Size=30", "is not one of Npgsql's")]
    [TestCase("postgres://ann:secret@db/users", "is a URI")]
    public void Connection_strings_are_judged(string text, string? refusal)
    {
        PostgresSettings.Refuse(text).Should().Be(refusal);
    }

    [Test]
    public void What_a_connection_string_says_wins_over_the_defaults()
    {
        var settings = PostgresSettings.Read("Host=db;Maximum Pool Size=7;Max Auto Prepare=0");

        (settings.MaxPoolSize, settings.MaxAutoPrepare, settings.Timeout, settings.NoResetOnClose).Should().Be((7, 0, 5, true));
    }

    [TestCase("Host=a", null)]
    [TestCase("Host=a,b", "primary")]
    [TestCase("Host=a,b;Target Session Attributes=any", "any")]
    public void Of_several_hosts_the_primary_is_meant(string text, string? expected)
    {
        PostgresSettings.Read(text).TargetSessionAttributes.Should().Be(expected);
    }

    [TestCase(PostgresErrorCodes.DiskFull, typeof(StoreFullException))]
    [TestCase(PostgresErrorCodes.TooManyConnections, typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.ReadOnlySqlTransaction, typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.AdminShutdown, typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.CannotConnectNow, typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.QueryCanceled, typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.SerializationFailure, typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.DeadlockDetected, typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.StatementCompletionUnknown, typeof(StoreUnavailableException))]
    [TestCase("25P03", typeof(StoreUnavailableException))]
    [TestCase("25P04", typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.LockNotAvailable, typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.IoError, typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.DataCorrupted, typeof(StoreDamagedException))]
    [TestCase(PostgresErrorCodes.IndexCorrupted, typeof(StoreDamagedException))]
    [TestCase(PostgresErrorCodes.InvalidPassword, typeof(StoreUnavailableException))]
    [TestCase(PostgresErrorCodes.UndefinedTable, null)]
    [TestCase(PostgresErrorCodes.UniqueViolation, null)]
    public void Errors_of_the_database_are_told_from_mistakes_of_ours(string state, Type? expected)
    {
        PostgresFailure.Translate(new PostgresException("m", "ERROR", "ERROR", state))?.GetType().Should().Be(expected);
    }

    [Test]
    public void Only_what_is_undone_is_a_conflict_and_only_what_is_cut_off_is_a_lost_connection()
    {
        var deadlock = new PostgresException("m", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected);
        var replay = new PostgresException("m", "ERROR", "ERROR", PostgresErrorCodes.SerializationFailure); // of a standby
        var shutdown = new PostgresException("m", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown);
        var cut = new NpgsqlException("m", new IOException());
        var timeout = new NpgsqlException("m", new TimeoutException());
        var all = new Exception[] { deadlock, replay, shutdown, cut, timeout };

        all.Select(PostgresFailure.IsConflict).Should().Equal(true, true, false, false, false);
        all.Select(PostgresFailure.IsConnectionLost).Should().Equal(false, false, true, true, false);
    }

    private static async Task<Func<Task>> OpeningAsync(Func<PostgresServer, string> connectionString)
    {
        var text = connectionString(await PostgresServer.Shared);

        return async () => await (await PostgresStores.OpenAsync(text)).DisposeAsync();
    }
}

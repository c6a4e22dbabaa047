using CodeFirst.Hosting;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// The tables, and the steps that bring an older database to them. A step, once released, never changes. During a rollout servers
/// of two versions share the database, so a step only adds; what nobody uses any more goes one release later, with the version of
/// the code that does without it as <see cref="PostgresStep.OldestCode"/>. docs/operations.md has the whole rule.
/// </summary>
internal static class PostgresSchema
{
    private const long MigrationLock = 0x4346_7573; // "CFus"

    // A step waits so long for what the servers at work hold, and they wait for it: then it lets them through and tries again.
    private const string LockTimeout = "SET LOCAL lock_timeout = '1s'";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // All text has the collation "C": ids and filters are ordered as in every other store, whatever the database's own order is.
    //
    // Counting rows takes longer the more there are, so triggers keep the counts. One row for each would make every creation wait
    // for the commit of the one before, on whichever server: each connection adds to a row of its own, and a count is their sum.
    // It is exact, as the rows change in the transaction that changes the users. Roles are few; a row that is 0 stays.
    public static IReadOnlyList<PostgresStep> Steps { get; } =
    [
        new(
            """
            CREATE TABLE users (
                id            text   COLLATE "C" NOT NULL PRIMARY KEY,
                name          text   COLLATE "C" NOT NULL,
                name_key      text   COLLATE "C" NOT NULL,
                email         text   COLLATE "C" NOT NULL,
                email_key     text   COLLATE "C" NOT NULL,
                role          text   COLLATE "C" NOT NULL,
                created_at    bigint NOT NULL,
                updated_at    bigint NOT NULL,
                version       bigint NOT NULL,
                last_sequence bigint NOT NULL
            ) WITH (fillfactor = 85);
            CREATE UNIQUE INDEX users_by_email ON users (email_key);
            CREATE INDEX users_by_role ON users (role, id);

            CREATE TABLE user_counts (
                shard integer NOT NULL PRIMARY KEY,
                users bigint  NOT NULL
            ) WITH (fillfactor = 20);
            CREATE TABLE role_counts (
                role  text    COLLATE "C" NOT NULL,
                shard integer NOT NULL,
                users bigint  NOT NULL,
                PRIMARY KEY (role, shard)
            ) WITH (fillfactor = 50);
            CREATE FUNCTION users_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO user_counts AS counts (shard, users)
                SELECT pg_backend_pid() % 32, count(*) FROM inserted HAVING count(*) > 0
                ON CONFLICT (shard) DO UPDATE SET users = counts.users + excluded.users;
                INSERT INTO role_counts AS counts (role, shard, users)
                SELECT role, pg_backend_pid() % 32, count(*) FROM inserted GROUP BY role ORDER BY role
                ON CONFLICT (role, shard) DO UPDATE SET users = counts.users + excluded.users;
                RETURN NULL;
            END $$;
            CREATE FUNCTION users_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO user_counts AS counts (shard, users)
                SELECT pg_backend_pid() % 32, -count(*) FROM deleted HAVING count(*) > 0
                ON CONFLICT (shard) DO UPDATE SET users = counts.users + excluded.users;
                INSERT INTO role_counts AS counts (role, shard, users)
                SELECT role, pg_backend_pid() % 32, -count(*) FROM deleted GROUP BY role ORDER BY role
                ON CONFLICT (role, shard) DO UPDATE SET users = counts.users + excluded.users;
                RETURN NULL;
            END $$;
            CREATE FUNCTION user_role_changed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO role_counts AS counts (role, shard, users)
                SELECT role, pg_backend_pid() % 32, users
                FROM (VALUES (NEW.role, 1), (OLD.role, -1)) AS changes (role, users) ORDER BY role
                ON CONFLICT (role, shard) DO UPDATE SET users = counts.users + excluded.users;
                RETURN NULL;
            END $$;
            CREATE TRIGGER users_inserted AFTER INSERT ON users REFERENCING NEW TABLE AS inserted
                FOR EACH STATEMENT EXECUTE FUNCTION users_inserted();
            CREATE TRIGGER users_deleted AFTER DELETE ON users REFERENCING OLD TABLE AS deleted
                FOR EACH STATEMENT EXECUTE FUNCTION users_deleted();
            CREATE TRIGGER user_role_changed AFTER UPDATE OF role ON users
                FOR EACH ROW WHEN (NEW.role <> OLD.role) EXECUTE FUNCTION user_role_changed();

            CREATE TABLE create_requests (
                request_id text   COLLATE "C" NOT NULL PRIMARY KEY,
                user_id    text   COLLATE "C" NOT NULL,
                name       text   COLLATE "C" NOT NULL,
                email      text   COLLATE "C" NOT NULL,
                role       text   COLLATE "C" NOT NULL,
                created_at bigint NOT NULL
            );
            CREATE INDEX create_requests_by_age ON create_requests (created_at);

            CREATE TABLE activity (
                user_id     text   COLLATE "C" NOT NULL,
                sequence    bigint NOT NULL,
                event_id    text   COLLATE "C" NOT NULL,
                event_type  text   COLLATE "C" NOT NULL,
                description text   COLLATE "C" NOT NULL,
                recorded_at bigint NOT NULL,
                PRIMARY KEY (user_id, sequence)
            );
            CREATE UNIQUE INDEX activity_by_event ON activity (user_id, event_id);

            CREATE TABLE secrets (
                name  text  COLLATE "C" NOT NULL PRIMARY KEY,
                value bytea NOT NULL
            );
            INSERT INTO secrets (name, value)
            VALUES ('page_token_key', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

            CREATE TABLE imports (
                source       text    COLLATE "C" NOT NULL PRIMARY KEY,
                last_user    text    COLLATE "C" NOT NULL DEFAULT '',
                event_user   text    COLLATE "C" NOT NULL DEFAULT '',
                last_event   bigint  NOT NULL DEFAULT 0,
                last_request text    COLLATE "C" NOT NULL DEFAULT '',
                is_complete  boolean NOT NULL DEFAULT FALSE
            );
            """,
            OldestCode: 1),
    ];

    /// <summary>Brings the database to the last step. Does nothing, and takes no lock, if it is there already.</summary>
    public static async Task MigrateAsync(
        NpgsqlDataSource source,
        IReadOnlyList<PostgresStep> steps,
        string database,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        while (true)
        {
            var (version, oldestCode) = await ReadVersionAsync(connection, database, cancellationToken);
            if (oldestCode > steps.Count)
            {
                throw new StartupException(
                    $"{database} was changed by a newer version of this server (schema {version}, this one knows {steps.Count})"
                    + " so that this one cannot use it. Start that version, or restore a backup.");
            }

            if (version >= steps.Count)
            {
                return;
            }

            if (!await TryStepAsync(connection, steps, version, cancellationToken))
            {
                if (clock.GetElapsedTime(start) > Patience)
                {
                    throw new StoreUnavailableException(
                        $"The schema cannot be changed to version {version + 1}: its tables stay locked.",
                        new TimeoutException($"Tried for {Patience.TotalSeconds} s."));
                }

                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    /// <summary>Does the step after the version. False: another server does it now, or the tables are locked.</summary>
    private static async Task<bool> TryStepAsync(
        NpgsqlConnection connection, IReadOnlyList<PostgresStep> steps, int version, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await using (var take = new NpgsqlCommand($"{LockTimeout}; SELECT pg_try_advisory_xact_lock({MigrationLock})", connection))
            {
                if (await take.ExecuteScalarAsync(cancellationToken) is not true)
                {
                    return false;
                }
            }

            await ExecuteAsync(
                connection,
                """
                CREATE TABLE IF NOT EXISTS codefirst_schema (
                    is_only     boolean NOT NULL PRIMARY KEY DEFAULT TRUE CHECK (is_only),
                    version     integer NOT NULL,
                    oldest_code integer NOT NULL
                );
                INSERT INTO codefirst_schema (version, oldest_code) VALUES (0, 0) ON CONFLICT DO NOTHING;
                """,
                cancellationToken);
            await using (var claim = new NpgsqlCommand(
                "UPDATE codefirst_schema SET version = $1 + 1, oldest_code = greatest(oldest_code, $2) WHERE version = $1", connection))
            {
                claim.Parameters.With(version).With(steps[version].OldestCode);
                if (await claim.ExecuteNonQueryAsync(cancellationToken) == 0)
                {
                    return false; // another server has done it since the version was read
                }
            }

            await ExecuteAsync(connection, steps[version].Sql, cancellationToken);
            await transaction.CommitAsync(cancellationToken);

            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    private static async Task<(int Version, int OldestCode)> ReadVersionAsync(
        NpgsqlConnection connection, string database, CancellationToken cancellationToken)
    {
        await using (var look = new NpgsqlCommand(
            """
            SELECT current_schema() IS NOT NULL,
                EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'codefirst_schema'),
                EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'users')
            """,
            connection))
        {
            await using var row = await look.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            if (!row.GetBoolean(0))
            {
                throw new StartupException(
                    $"{database} has no schema of the search path. Create it, or set Search Path to one that exists.");
            }

            if (!row.GetBoolean(1))
            {
                return row.GetBoolean(2)
                    ? throw new StartupException(
                        $"{database} has a table users of another program. Set Database or Search Path in Storage__ConnectionString"
                        + " to one of its own.")
                    : (0, 0);
            }
        }

        await using var read = new NpgsqlCommand("SELECT version, oldest_code FROM codefirst_schema", connection);
        await using var version = await read.ExecuteReaderAsync(cancellationToken);

        return await version.ReadAsync(cancellationToken) ? (version.GetInt32(0), version.GetInt32(1)) : (0, 0);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // A step on a large table takes its time.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

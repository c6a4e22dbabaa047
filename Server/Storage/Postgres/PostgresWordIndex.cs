using CodeFirst.Hosting;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Makes the index of trigrams that finds words, while the server serves already: it is no step of the schema, because it is made without
/// locking the table, which no transaction can do, and because searches work without it. A role may not create the extension that it
/// needs.
/// </summary>
internal sealed class PostgresWordIndex(PostgresDatabase database, TimeProvider clock, ILogger<PostgresWordIndex> logger)
    : BackgroundService
{
    private const long IndexLock = 0x4346_7575; // the next after that of PostgresImport

    private const string FindSchema = "SELECT quote_ident(current_schema())";

    // What the extension makes is in whichever schema it was created in.
    private const string FindOperators =
        """
        SELECT quote_ident(nspname) FROM pg_opclass JOIN pg_am ON pg_am.oid = opcmethod JOIN pg_namespace ON pg_namespace.oid = opcnamespace
        WHERE opcname = 'gin_trgm_ops' AND amname = 'gin'
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Finds the index, or makes it. False if another server makes it now: try again later. Throws <see cref="PostgresException"/> if
    /// the database refuses it.
    /// </summary>
    public async Task<bool> TryMakeAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.ConnectAsync(cancellationToken);
        var own = await ReadAsync(connection, FindSchema, cancellationToken);
        var find = $"SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('{own}.users_by_words')";
        if (await ReadAsync(connection, find, cancellationToken) is not true)
        {
            if (await ReadAsync(connection, $"SELECT pg_try_advisory_lock({IndexLock})", cancellationToken) is not true)
            {
                return false;
            }

            // One that is not valid was left half-way. Its maker is gone: it would hold the lock.
            await ReadAsync(connection, $"DROP INDEX CONCURRENTLY IF EXISTS {own}.users_by_words", cancellationToken);
            var schema = await ReadAsync(connection, FindOperators, cancellationToken);
            if (schema is null)
            {
                await ReadAsync(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm", cancellationToken);
                schema = await ReadAsync(connection, FindOperators, cancellationToken);
            }

            await ReadAsync(
                connection,
                $"""
                CREATE INDEX CONCURRENTLY users_by_words ON {own}.users
                USING gin (name_key {schema}.gin_trgm_ops, email_key {schema}.gin_trgm_ops)
                """,
                cancellationToken);
        }

        database.HasWordIndex = true;

        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.Opened.WaitAsync(stoppingToken);
        while (!database.HasWordIndex)
        {
            try
            {
                if (await TryMakeAsync(stoppingToken))
                {
                    return;
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (PostgresFailure.Translate(exception) is null)
                {
                    // It stays as it is until an operator has changed something.
                    logger.NoWordIndex(database.Description, OneLine.Of(exception.Message));

                    return;
                }
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private static async Task<object?> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // To index a large table takes its time.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };

        return await command.ExecuteScalarAsync(cancellationToken);
    }
}

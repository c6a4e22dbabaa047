using CodeFirst.Hosting;
using CodeFirst.Server.Storage.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Copies an SQLite database into an empty one in PostgreSQL (<c>--migrate-from sqlite:PATH</c>). Every part is stored together
/// with how far it reaches, so a copy that was stopped or killed goes on there when it is run again. The source is only read.
/// </summary>
internal sealed class PostgresImport(PostgresDatabase database, IOptions<StorageOptions> options, TimeProvider clock) : IInsteadOfServing
{
    private const int RowsPerPart = 5000;
    private const long ImportLock = 0x4346_7574; // the next after that of PostgresSchema

    private static readonly TimeSpan TimeBetweenReports = TimeSpan.FromSeconds(1);

    public async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            using var source = new SqliteSource(options.Value.MigrateFrom!["sqlite:".Length..]);
            await database.PrepareAsync(cancellationToken);
            await using var connection = await database.ConnectAsync(cancellationToken);
            await CopyAsync(source, connection, output, cancellationToken);
        }
        catch (OperationCanceledException exception)
        {
            throw Interrupted("it was told to stop.", exception);
        }
        catch (Exception exception)
            when ((PostgresFailure.Translate(exception) ?? exception)
                is StoreUnavailableException or StoreFullException or StoreDamagedException)
        {
            throw Interrupted($"{exception.Message} {exception.InnerException?.Message}".Trim(), exception);
        }
    }

    private static StartupException Interrupted(string reason, Exception exception) =>
        new($"The copy is not complete: {OneLine.Of(reason)} Run the same command again: it goes on where it ended.", exception);

    private async Task CopyAsync(SqliteSource source, NpgsqlConnection connection, TextWriter output, CancellationToken cancellationToken)
    {
        await using (var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({ImportLock})", connection))
        {
            if (await command.ExecuteScalarAsync(cancellationToken) is not true)
            {
                throw new StartupException($"Another copy into {database.Description} is running. Wait until it ends.");
            }
        }

        if (await FindStartAsync(source, connection, cancellationToken) is not { } start)
        {
            await output.WriteLineAsync($"'{source.Path}' was copied into {database.Description} before. Nothing is left to do.");

            return;
        }

        await output.WriteLineAsync($"Copies '{source.Path}' into {database.Description}.");
        await CopyAsync(
            new Part<(UserRow User, string NameKey, string EmailKey, long LastSequence)>(
                "users",
                source.Users,
                last => source.ReadUsers(last.User?.Id ?? start.User, RowsPerPart),
                "COPY users (id, name, name_key, email, email_key, role, created_at, updated_at, version, last_sequence)",
                row =>
                [
                    row.User.Id, row.User.Name, row.NameKey, row.User.Email, row.EmailKey, row.User.Role, row.User.CreatedAt,
                    row.User.UpdatedAt, row.User.Version, row.LastSequence,
                ],
                "last_user = $1",
                (parameters, last) => parameters.With(last.User.Id)),
            connection,
            output,
            cancellationToken);
        await CopyAsync(
            new Part<EventRow>(
                "activity",
                source.Events,
                last => source.ReadEvents(last?.UserId ?? start.EventUser, last?.Sequence ?? start.Event, RowsPerPart),
                "COPY activity (user_id, sequence, event_id, event_type, description, recorded_at)",
                row => [row.UserId, row.Sequence, row.EventId, row.EventType, row.Description, row.RecordedAt],
                "event_user = $1, last_event = $2",
                (parameters, last) => parameters.With(last.UserId).With(last.Sequence)),
            connection,
            output,
            cancellationToken);
        await CopyAsync(
            new Part<(string RequestId, UserRow User)>(
                "create_requests",
                source.Requests,
                last => source.ReadRequests(last.RequestId ?? start.Request, RowsPerPart),
                "COPY create_requests (request_id, user_id, name, email, role, created_at)",
                row => [row.RequestId, row.User.Id, row.User.Name, row.User.Email, row.User.Role, row.User.CreatedAt],
                "last_request = $1",
                (parameters, last) => parameters.With(last.RequestId)),
            connection,
            output,
            cancellationToken);
        await CompleteAsync(source, connection, cancellationToken);
        await output.WriteLineAsync(
            $"Done: {source.Users} users, {source.Events} events and {source.Requests} request ids are in both."
            + " Start the servers with Storage__Provider=Postgres.");
    }

    /// <summary>Returns how far an earlier copy of this source came, or null if it is complete.</summary>
    private async Task<(string User, string EventUser, long Event, string Request)?> FindStartAsync(
        SqliteSource source, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var find = new NpgsqlCommand(
            "SELECT is_complete, last_user, event_user, last_event, last_request FROM imports WHERE source = $1", connection))
        {
            find.Parameters.With(source.Identity);
            await using var row = await find.ExecuteReaderAsync(cancellationToken);
            if (await row.ReadAsync(cancellationToken))
            {
                return row.GetBoolean(0) ? null : (row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4));
            }
        }

        await using var start = new NpgsqlCommand(
            """
            INSERT INTO imports (source) SELECT $1 WHERE NOT EXISTS (
                SELECT 1 FROM users UNION ALL SELECT 1 FROM activity UNION ALL SELECT 1 FROM create_requests
                UNION ALL SELECT 1 FROM imports)
            """,
            connection);
        start.Parameters.With(source.Identity);

        return await start.ExecuteNonQueryAsync(cancellationToken) == 1
            ? ("", "", 0, "")
            : throw new StartupException(
                $"{database.Description} is not empty, and does not contain an earlier copy of '{source.Path}'. Copy into an empty one.");
    }

    private async Task CopyAsync<T>(Part<T> part, NpgsqlConnection connection, TextWriter output, CancellationToken cancellationToken)
    {
        await using var count = new NpgsqlCommand($"SELECT count(*) FROM {part.Table}", connection) { CommandTimeout = 0 };
        var copied = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        var lastReport = clock.GetTimestamp();
        T? last = default;
        while (part.Read(last).ToList() is { Count: > 0 } rows)
        {
            last = rows[^1];
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var copy = $"{part.Copy} FROM STDIN (FORMAT binary)";
            await using (var importer = await connection.BeginBinaryImportAsync(copy, cancellationToken))
            {
                foreach (var row in rows)
                {
                    await importer.StartRowAsync(cancellationToken);
                    foreach (var value in part.Values(row))
                    {
                        await (value is string text
                            ? importer.WriteAsync(text, NpgsqlDbType.Text, cancellationToken)
                            : importer.WriteAsync((long)value, NpgsqlDbType.Bigint, cancellationToken));
                    }
                }

                await importer.CompleteAsync(cancellationToken);
            }

            await using var save = new NpgsqlCommand($"UPDATE imports SET {part.Progress}", connection);
            part.AddProgress(save.Parameters, last);
            await save.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            copied += rows.Count;
            if (clock.GetElapsedTime(lastReport) >= TimeBetweenReports)
            {
                lastReport = clock.GetTimestamp();
                await output.WriteLineAsync($"{part.Table}: {copied} of {part.Total}");
            }
        }

        await output.WriteLineAsync($"{part.Table}: {copied} of {part.Total}");
    }

    private async Task CompleteAsync(SqliteSource source, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Numbers =
            """
            SELECT (SELECT count(*) FROM users), (SELECT sum(users)::bigint FROM user_counts),
                (SELECT sum(users)::bigint FROM role_counts), (SELECT count(*) FROM activity),
                (SELECT coalesce(sum(last_sequence), 0)::bigint FROM users), (SELECT count(*) FROM create_requests)
            """;

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var count = new NpgsqlCommand(Numbers, connection) { CommandTimeout = 0 })
        {
            long[] expected = [source.Users, source.Users, source.Users, source.Events, source.Events, source.Requests];
            await using var row = await count.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            long[] actual = [.. Enumerable.Range(0, expected.Length).Select(i => row.IsDBNull(i) ? 0 : row.GetInt64(i))];
            if (!actual.SequenceEqual(expected))
            {
                throw new StartupException(
                    $"{database.Description} holds {string.Join(", ", actual)} rows where '{source.Path}' has"
                    + $" {string.Join(", ", expected)}:"
                    + " something else has changed it meanwhile. Empty it and copy again.");
            }
        }

        // The tokens that callers hold stay good: they are signed with the key of the source.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("UPDATE secrets SET value = $1 WHERE name = 'page_token_key'"),
                new("UPDATE imports SET is_complete = TRUE"),
            },
        };
        ((NpgsqlBatchCommand)batch.BatchCommands[0]).Parameters.With(source.PageTokenKey);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await using var analyze = new NpgsqlCommand("ANALYZE users, activity, create_requests", connection) { CommandTimeout = 0 };
        await analyze.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A table to copy: how to read on after a row, where its values go, and how to note how far it came.</summary>
    private sealed record Part<T>(
        string Table,
        long Total,
        Func<T?, IEnumerable<T>> Read,
        string Copy,
        Func<T, object[]> Values,
        string Progress,
        Func<NpgsqlParameterCollection, T, NpgsqlParameterCollection> AddProgress);
}

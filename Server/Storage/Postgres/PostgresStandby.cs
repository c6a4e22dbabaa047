using CodeFirst.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Sends reads to a standby, if there is one. They may miss what other servers have written lately: docs/scaling.md says what they see.
/// What this server has written they see in any case, because a standby that has not replayed it is passed over. So is one that fails.
/// </summary>
internal sealed class PostgresStandby : IAsyncDisposable
{
    // How long the standby may take to say where it is.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PostgresDatabase _database;
    private readonly TimeProvider _clock;
    private readonly ILogger<PostgresStandby> _logger;
    private readonly NpgsqlDataSource? _pool;
    private readonly string _description = "";
    private readonly WrittenPositions _written;
    private readonly CancellationTokenSource _ended = new();
    private State _state;

    public PostgresStandby(
        PostgresDatabase database, IOptions<StorageOptions> options, TimeProvider clock, ILogger<PostgresStandby> logger)
    {
        (_database, _clock, _logger) = (database, clock, logger);
        _written = new WrittenPositions(ReadPositionUntilEndAsync);
        if (options.Value.ReadConnectionString is { } connectionString)
        {
            var settings = PostgresSettings.Read(connectionString, TargetSessionAttributes.PreferStandby);
            _description = PostgresSettings.Describe(settings);
            _pool = PostgresSettings.Build(settings);
        }
    }

    private enum State
    {
        Unknown,
        Usable,
        Lost,
    }

    public bool IsConfigured => _pool is not null;

    /// <summary>Notes that this server has written these users, or may have.</summary>
    public void NoteWrite(params IEnumerable<string> userIds)
    {
        if (_pool is not null)
        {
            _written.Add(userIds);
        }
    }

    /// <summary>
    /// Runs a read of these users, or of all if there are none. If the standby's answer is not complete, the primary is asked: what is
    /// missing may have been created a moment ago.
    /// </summary>
    public async ValueTask<TResult> ReadAsync<TState, TResult>(
        IReadOnlyCollection<string> userIds,
        TState state,
        Func<NpgsqlConnection, TState, CancellationToken, Task<TResult>> read,
        Func<TResult, bool> isComplete,
        CancellationToken cancellationToken)
    {
        if (_state == State.Usable && (userIds.Count == 0 ? _written.OfAll() : _written.Of(userIds)) is { } position)
        {
            try
            {
                await using var connection = await TryConnectAsync(position, cancellationToken);
                if (connection is not null && await read(connection, state, cancellationToken) is var result && isComplete(result))
                {
                    return result;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The standby ends a read that holds up the replay: that is no reason to do without it.
                if (!PostgresFailure.IsConflict(exception))
                {
                    Lose(exception.Message);
                }
            }
        }

        return await _database.ReadAsync((state, read), ReadThereAsync, cancellationToken);
    }

    /// <summary>
    /// Finds out whether the standby can be used: whether it has replayed the log up to the position. Throws
    /// <see cref="StartupException"/> if it is one of another database.
    /// </summary>
    public async Task LookAsync(long position, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await using var connection = await _pool!.OpenConnectionAsync(limit.Token);
            if (await ReasonAgainstAsync(connection, position, limit.Token) is { } reason)
            {
                Lose(reason);
            }
            else if (Interlocked.Exchange(ref _state, State.Usable) != State.Usable)
            {
                _logger.StandbyFound(_description);
            }
        }
        catch (Exception exception) when (exception is not StartupException && !cancellationToken.IsCancellationRequested)
        {
            Lose(limit.IsCancellationRequested ? "It does not answer." : exception.Message);
        }
    }

    /// <summary>Does without the standby until the next look finds it well.</summary>
    public void Lose(string reason)
    {
        var last = Interlocked.Exchange(ref _state, State.Lost);
        if (last == State.Usable)
        {
            _pool!.Clear(); // what it leads to may have become a primary, or be elsewhere
        }

        if (last != State.Lost)
        {
            _logger.StandbyLost(_description, OneLine.Of(reason));
        }
    }

    /// <summary>Reads up to where the log of the primary is written. Null: what should be the primary is none now.</summary>
    public ValueTask<long?> ReadPositionAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(0, ReadPositionAsync, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _ended.Dispose();
        if (_pool is not null)
        {
            await _pool.DisposeAsync();
        }
    }

    private static async Task<TResult> ReadThereAsync<TState, TResult>(
        NpgsqlDataSource source,
        (TState State, Func<NpgsqlConnection, TState, CancellationToken, Task<TResult>> Read) one,
        CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);

        return await one.Read(connection, one.State, cancellationToken);
    }

    private async Task<string?> ReasonAgainstAsync(NpgsqlConnection connection, long position, CancellationToken cancellationToken)
    {
        if (await ReplayedAsync(connection, cancellationToken) is not { } replayed)
        {
            return "It is not a standby.";
        }

        if (replayed < position)
        {
            return "It is too far behind.";
        }

        await using var command = new NpgsqlCommand(
            "SELECT (SELECT version FROM codefirst_schema) >= $1, (SELECT value FROM secrets WHERE name = 'page_token_key')", connection);
        command.Parameters.With(PostgresSchema.Steps.Count);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        if (!row.IsDBNull(1) && !_database.PageTokenKey.Span.SequenceEqual(row.GetFieldValue<byte[]>(1)))
        {
            throw new StartupException(
                $"{_description} is no standby of {_database.Description}. Set Storage__ReadConnectionString to one, or unset it.");
        }

        return !row.IsDBNull(0) && row.GetBoolean(0) ? null : "It has not replayed the schema of this version.";
    }

    /// <summary>Connects to the standby, or returns null if it has not replayed up to the position.</summary>
    private async Task<NpgsqlConnection?> TryConnectAsync(long position, CancellationToken cancellationToken)
    {
        var connecting = ConnectAsync(position, cancellationToken);
        try
        {
            return await connecting.WaitAsync(Limit, cancellationToken);
        }
        catch (Exception) when (!connecting.IsCompleted)
        {
            _ = CloseAsync(connecting); // Npgsql asks the standby to cancel what it does, and waits for that too

            throw;
        }
    }

    private static async Task CloseAsync(Task<NpgsqlConnection?> connecting)
    {
        try
        {
            if (await connecting is { } connection)
            {
                await connection.DisposeAsync();
            }
        }
        catch (Exception)
        {
            // It was given up already.
        }
    }

    private async Task<NpgsqlConnection?> ConnectAsync(long position, CancellationToken cancellationToken)
    {
        var connection = await _pool!.OpenConnectionAsync(cancellationToken);
        try
        {
            if (await ReplayedAsync(connection, cancellationToken) >= position)
            {
                return connection;
            }
        }
        catch
        {
            await connection.DisposeAsync();

            throw;
        }

        await connection.DisposeAsync();

        return null;
    }

    // A statement of its own: the next one looks at the tables later than this. Null if it is not a standby.
    private static async Task<long?> ReplayedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT CASE WHEN pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint END", connection);

        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    // While it is not known, reads that need it go to the primary.
    private async Task<long?> ReadPositionUntilEndAsync()
    {
        while (true)
        {
            try
            {
                if (await ReadPositionAsync(_ended.Token) is { } position)
                {
                    return position;
                }
            }
            catch (Exception) when (!_ended.IsCancellationRequested)
            {
                // The primary does not answer now.
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            await Task.Delay(Pause, _clock, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<long?> ReadPositionAsync(NpgsqlDataSource source, int nothing, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint END");

        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }
}

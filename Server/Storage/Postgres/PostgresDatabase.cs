using CodeFirst.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// The connections to one database that several servers share. It is usable once <see cref="OpenAsync"/> has found it, brought its
/// tables up to date and read its secret; until then everything fails as unavailable.
/// </summary>
internal sealed class PostgresDatabase : IStoreDescription, IAsyncDisposable
{
    private const int OldestServerVersion = 13;
    private const int MaxAttempts = 3;

    // Of the connection that waits for announcements: a call would notice by its time-out.
    private static readonly TimeSpan TimeToNoticeSilence = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TimeBetweenReplacements = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _pool;
    private readonly NpgsqlDataSource _single;
    private readonly TimeProvider _clock;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _pageTokenKey;
    private long _replacedAt;

    public PostgresDatabase(IOptions<StorageOptions> options, TimeProvider clock)
    {
        _clock = clock;
        var settings = PostgresSettings.Read(options.Value.Connection);
        Description = PostgresSettings.Describe(settings);
        Scans = new SemaphoreSlim(Math.Max(1, settings.MaxPoolSize / 4));
        _pool = PostgresSettings.Build(settings);
        settings = PostgresSettings.Read(options.Value.ListenConnectionString ?? options.Value.Connection);
        (settings.Pooling, settings.Multiplexing) = (false, false);
        if (settings.KeepAlive == 0)
        {
            settings.KeepAlive = (int)TimeToNoticeSilence.TotalSeconds;
        }

        _single = PostgresSettings.Build(settings);
    }

    public string Description { get; }

    /// <summary>Gets what lets only a few of the reads that may look at every row run at once, so that others find a connection.</summary>
    public SemaphoreSlim Scans { get; }

    /// <summary>Gets whether the database has the index that <see cref="PostgresWordIndex"/> makes.</summary>
    public bool HasWordIndex { get; set; }

    /// <summary>Gets a task that ends when the database was opened.</summary>
    public Task Opened => _opened.Task;

    public ReadOnlyMemory<byte> PageTokenKey => _pageTokenKey
        ?? throw new StoreUnavailableException(
            "The database has not answered since the start.", new InvalidOperationException("It is not open yet."));

    /// <summary>Gets a connection of its own, outside the pool, that keeps its session.</summary>
    public ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) => _single.OpenConnectionAsync(cancellationToken);

    /// <summary>
    /// Makes the database ready for use. Throws <see cref="StartupException"/> for what only the operator can mend, and
    /// <see cref="StoreUnavailableException"/> for what may be better at the next try.
    /// </summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        try
        {
            _pageTokenKey = await ReadKeyAsync(cancellationToken);
            _opened.TrySetResult();
        }
        catch (Exception exception) when (PostgresFailure.Translate(exception) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Checks the server and brings the tables up to date. Throws as <see cref="OpenAsync"/> does.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CheckServerAsync(cancellationToken);
            await PostgresSchema.MigrateAsync(_pool, PostgresSchema.Steps, Description, _clock, cancellationToken);
        }
        catch (Exception exception) when (PostgresFailure.Refusal(exception, Description) is { } refusal)
        {
            throw refusal;
        }
        catch (Exception exception) when (PostgresFailure.Translate(exception) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>
    /// Runs a read. One whose connection is lost is asked again on another: after a restart the pool is full of dead ones.
    /// </summary>
    public ValueTask<TResult> ReadAsync<TState, TResult>(
        TState state, Func<NpgsqlDataSource, TState, CancellationToken, Task<TResult>> read, CancellationToken cancellationToken) =>
        RunAsync(
            state, read, failure => PostgresFailure.IsConnectionLost(failure) || PostgresFailure.IsConflict(failure), cancellationToken);

    /// <summary>
    /// Runs a write. It is done again only if the database said that it has undone it: when the connection is lost nobody knows
    /// whether it happened, so the caller is told that, and may repeat it with its request_id or event_id.
    /// </summary>
    public ValueTask<TResult> WriteAsync<TState, TResult>(
        TState state, Func<NpgsqlDataSource, TState, CancellationToken, Task<TResult>> write, CancellationToken cancellationToken) =>
        RunAsync(state, write, PostgresFailure.IsConflict, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _single.DisposeAsync();
        Scans.Dispose();
    }

    private async Task CheckServerAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _pool.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SHOW server_encoding", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is var encoding and not "UTF8")
        {
            throw new StartupException($"{Description} has the encoding {encoding}. Create it with ENCODING 'UTF8'.");
        }

        if (connection.PostgreSqlVersion.Major < OldestServerVersion)
        {
            throw new StartupException(
                $"{Description} is version {connection.PostgreSqlVersion}. Use PostgreSQL {OldestServerVersion} or newer.");
        }
    }

    private async Task<byte[]> ReadKeyAsync(CancellationToken cancellationToken)
    {
        await using var command = _pool.CreateCommand(
            """
            SELECT EXISTS (SELECT 1 FROM imports WHERE NOT is_complete), (SELECT value FROM secrets WHERE name = 'page_token_key')
            """);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        if (row.GetBoolean(0))
        {
            throw new StartupException(
                $"{Description} holds only part of a copy. Run --migrate-from again to complete it, or start with an empty database.");
        }

        return row.IsDBNull(1)
            ? throw new StartupException($"{Description} has lost its page_token_key. Restore a backup.")
            : row.GetFieldValue<byte[]>(1);
    }

    private async ValueTask<TResult> RunAsync<TState, TResult>(
        TState state,
        Func<NpgsqlDataSource, TState, CancellationToken, Task<TResult>> work,
        Func<Exception, bool> isHarmlessToRepeat,
        CancellationToken cancellationToken)
    {
        _ = PageTokenKey;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work(_pool, state, cancellationToken);
            }
            catch (Exception exception) when (attempt < MaxAttempts && isHarmlessToRepeat(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (Exception exception) when (PostgresFailure.Translate(exception) is { } failure)
            {
                if (PostgresFailure.IsReadOnly(exception))
                {
                    ReplaceConnections();
                }

                throw failure;
            }
        }
    }

    // A connection that can only read stays so, though the database may have become, or be elsewhere, one that can be written: the
    // next calls get new ones. Not after each of many writes, as the reads go on with them.
    private void ReplaceConnections()
    {
        var last = Interlocked.Read(ref _replacedAt);
        if (_clock.GetElapsedTime(last) >= TimeBetweenReplacements
            && Interlocked.CompareExchange(ref _replacedAt, _clock.GetTimestamp(), last) == last)
        {
            _pool.Clear();
        }
    }
}

using CodeFirst.Contracts;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Users.Filters;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>Users in PostgreSQL. Nothing is kept in this process: another server may change everything at any time.</summary>
internal sealed class PostgresUserStore : IUserStore
{
    public const string Columns = "id, name, email, role, created_at, updated_at, version";

    private const int MaxLookupsAtOnce = 4;
    private const int MaxUsersPerLookup = 64;

    // As long as one statement may take.
    private static readonly TimeSpan LongestLookup = TimeSpan.FromSeconds(10);

    private readonly PostgresDatabase _database;
    private readonly PostgresStandby _standby;
    private readonly PostgresAnnouncer _announcer;
    private readonly ActivityFeed _feed;
    private readonly GatheredCalls<string, UserRow?> _lookups;
    private readonly GatheredCalls<NewUser, User?> _creations;

    public PostgresUserStore(PostgresDatabase database, PostgresStandby standby, PostgresAnnouncer announcer, ActivityFeed feed)
    {
        _database = database;
        _standby = standby;
        _announcer = announcer;
        _feed = feed;
        _lookups = new(MaxLookupsAtOnce, MaxUsersPerLookup, FindAsync);
        _creations = new(PostgresCommit.MaxAtOnce, PostgresCommit.MaxCalls, CreateAsync);
    }

    public ReadOnlyMemory<byte> PageTokenKey => _database.PageTokenKey;

    // Lookups that come at once are one statement: half the processor time a call when there are many. It goes on without a caller who
    // leaves.
    public async ValueTask<User?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await _lookups.RunAsync(id, cancellationToken).WaitAsync(LongestLookup, cancellationToken))?.ToUser();
        }
        catch (TimeoutException exception)
        {
            throw PostgresFailure.Translate(exception)!;
        }
    }

    public async ValueTask<UserPage> ListAsync(UserFilter? filter, string afterId, int size, CancellationToken cancellationToken)
    {
        if (filter is null || filter.IsRoleOnly(out _))
        {
            return await _standby.ReadAsync([], (filter, afterId, size), PostgresLists.ListAsync, _ => true, cancellationToken);
        }

        await _database.Scans.WaitAsync(cancellationToken);
        try
        {
            return await _standby.ReadAsync(
                [],
                (filter, afterId, size, _database.HasWordIndex),
                PostgresLists.ListFilteredAsync,
                _ => true,
                cancellationToken);
        }
        finally
        {
            _database.Scans.Release();
        }
    }

    // Creations that come at once are one transaction, as events are. It goes on without a caller who leaves.
    public async ValueTask<User> CreateAsync(NewUser user, CancellationToken cancellationToken) =>
        await _creations.RunAsync(user, cancellationToken).WaitAsync(cancellationToken) ?? throw new EmailTakenException();

    public async ValueTask<User?> UpdateAsync(string id, Func<User, UserChange?> change, CancellationToken cancellationToken)
    {
        var updated = await WriteAsync([id], (id, change), UpdateAsync, cancellationToken);
        if (updated.Event is not null)
        {
            _feed.Publish(updated.Event);
            _announcer.Announce(id);
        }

        return updated.User;
    }

    public async ValueTask<bool> DeleteAsync(string id, Action<User> check, CancellationToken cancellationToken)
    {
        var isDeleted = await WriteAsync([id], (id, check), DeleteAsync, cancellationToken);
        if (isDeleted)
        {
            _feed.End(id);
            _announcer.Announce(id);
        }

        return isDeleted;
    }

    private async ValueTask<TResult> WriteAsync<TState, TResult>(
        IEnumerable<string> ids,
        TState state,
        Func<NpgsqlDataSource, TState, CancellationToken, Task<TResult>> write,
        CancellationToken cancellationToken)
    {
        try
        {
            return await _database.WriteAsync(state, write, cancellationToken);
        }
        finally
        {
            // Also if it failed: it may have happened.
            foreach (var id in ids)
            {
                _standby.NoteWrite(id);
            }
        }
    }

    private async Task<IEnumerable<User?>> CreateAsync(List<NewUser> users) =>
        await WriteAsync(users.Select(user => user.Id), users, PostgresCreation.CreateAsync, CancellationToken.None);

    private async Task<IEnumerable<UserRow?>> FindAsync(List<string> ids)
    {
        List<string> asked = [.. ids.Distinct()];
        var found = await _standby.ReadAsync(asked, asked, FindAsync, users => users.Count == asked.Count, CancellationToken.None);

        return ids.Select(id => found.GetValueOrDefault(id));
    }

    private static async Task<Dictionary<string, UserRow>> FindAsync(
        NpgsqlConnection connection, List<string> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {Columns} FROM users WHERE id = ANY ($1)", connection);
        command.Parameters.With(ids);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<string, UserRow>(ids.Count);
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(rows.GetString(0), ReadRow(rows, 0));
        }

        return found;
    }

    private static async Task<(User? User, ActivityEvent? Event)> UpdateAsync(
        NpgsqlDataSource source, (string Id, Func<User, UserChange?> Change) update, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(connection, update.Id, cancellationToken) is not { } row)
        {
            return (null, null);
        }

        if (update.Change(row.ToUser()) is not { } change)
        {
            return (row.ToUser(), null);
        }

        var updated = row.With(change);
        await using var command = new NpgsqlCommand(
            """
            WITH updated AS (
                UPDATE users SET name = $2, name_key = $3, email = $4, email_key = $5, role = $6, updated_at = $7, version = $8,
                    last_sequence = last_sequence + 1
                WHERE id = $1 RETURNING last_sequence)
            INSERT INTO activity (user_id, sequence, event_id, event_type, description, recorded_at)
            SELECT $1, last_sequence, $9, $10, $11, $12 FROM updated RETURNING sequence
            """,
            connection);
        command.Parameters
            .With(updated.Id)
            .With(updated.Name).With(UserFilter.Fold(updated.Name))
            .With(updated.Email).With(UserFilter.Fold(updated.Email))
            .With(updated.Role)
            .With(updated.UpdatedAt)
            .With(updated.Version)
            .With(change.Updated);
        try
        {
            var sequence = (long)(await command.ExecuteScalarAsync(cancellationToken))!;

            // Whether a commit that was cancelled has happened would not be known.
            await transaction.CommitAsync(CancellationToken.None);

            return (updated.ToUser(), EventRow.Of(change.Updated, sequence).ToEvent());
        }
        catch (PostgresException exception) when (PostgresFailure.IsTaken(exception, "users_by_email"))
        {
            throw new EmailTakenException();
        }
    }

    private static async Task<bool> DeleteAsync(
        NpgsqlDataSource source, (string Id, Action<User> Check) deletion, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(connection, deletion.Id, cancellationToken) is not { } row)
        {
            return false;
        }

        deletion.Check(row.ToUser());

        // Behind the lock, and not with it in one statement: that would not see the events it had to wait for.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new("DELETE FROM activity WHERE user_id = $1"), new("DELETE FROM users WHERE id = $1") },
        };
        foreach (NpgsqlBatchCommand command in batch.BatchCommands)
        {
            command.Parameters.With(deletion.Id);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);

        return true;
    }

    private static async Task<UserRow?> LockAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {Columns} FROM users WHERE id = $1 FOR UPDATE", connection);
        command.Parameters.With(id);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);

        return await rows.ReadAsync(cancellationToken) ? ReadRow(rows, 0) : null;
    }

    /// <summary>Reads a row that has <see cref="Columns"/> from the given one on.</summary>
    internal static UserRow ReadRow(NpgsqlDataReader row, int first) => new(
        row.GetString(first),
        row.GetString(first + 1),
        row.GetString(first + 2),
        row.GetString(first + 3),
        row.GetInt64(first + 4),
        row.GetInt64(first + 5),
        row.GetInt64(first + 6));
}

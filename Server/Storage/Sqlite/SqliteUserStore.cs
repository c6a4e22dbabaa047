using CodeFirst.Contracts;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Users.Filters;
using Microsoft.Data.Sqlite;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>Users in SQLite.</summary>
internal sealed class SqliteUserStore(SqliteDatabase database, ActivityFeed feed) : IUserStore
{
    public const string Columns = "id, name, email, role, created_at, updated_at, version";

    private static readonly SqlText FindById = new($"SELECT {Columns} FROM users WHERE id = ?1");

    private static readonly SqlText InsertUser = new(
        """
        INSERT INTO users (id, name, name_key, email, email_key, role, created_at, updated_at, version, document)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 1, ?8)
        """);

    private static readonly SqlText UpdateUser = new(
        """
        UPDATE users SET name = ?2, name_key = ?3, email = ?4, email_key = ?5, role = ?6, updated_at = ?7, version = ?8
        WHERE id = ?1
        """);

    private static readonly SqlText DeleteById = new("DELETE FROM users WHERE id = ?1");

    private static readonly SqlText FindRequest = new(
        """
        SELECT user_id, name, email, role, created_at, created_at, 1 FROM create_requests
        WHERE request_id = ?1 AND created_at >= ?2
        """);

    private static readonly SqlText InsertRequest = new(
        """
        INSERT OR REPLACE INTO create_requests (request_id, user_id, name, email, role, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """);

    private readonly UserCache _cache = new();

    /// <summary>
    /// Gets how many users a filter looks at in the time it takes to look at one that the index of words has found: when it finds more,
    /// every user is looked at.
    /// </summary>
    public int UsersPerCandidate { get; init; } = 16;

    public ReadOnlyMemory<byte> PageTokenKey => database.PageTokenKey;

    public ValueTask<User?> FindAsync(string id, CancellationToken cancellationToken) =>
        _cache.Find(id) is { } user ? ValueTask.FromResult<User?>(user) : ReadAsync(id, cancellationToken);

    public ValueTask<UserPage> ListAsync(UserFilter? filter, string afterId, int size, CancellationToken cancellationToken)
    {
        if (filter is null)
        {
            return database.Readers.ReadAsync((afterId, size), SqliteLists.ListAll, cancellationToken);
        }

        return filter.IsRoleOnly(out var role)
            ? database.Readers.ReadAsync((role, afterId, size), SqliteLists.ListRole, cancellationToken)
            : database.Readers.ScanAsync((filter, afterId, size, UsersPerCandidate), SqliteLists.ListFiltered, cancellationToken);
    }

    public async ValueTask<User> CreateAsync(NewUser user, CancellationToken cancellationToken)
    {
        var created = await database.Writer.WriteAsync(
            transaction => Create(transaction, user),
            created =>
            {
                if (created.Event is not null)
                {
                    _cache.Replace(created.User.Id, created.User);
                    feed.Publish(created.Event);
                    database.CountDocument();
                }
            },
            cancellationToken);

        return created.User;
    }

    public async ValueTask<User?> UpdateAsync(string id, Func<User, UserChange?> change, CancellationToken cancellationToken)
    {
        var updated = await database.Writer.WriteAsync(
            transaction => Update(transaction, id, change),
            updated =>
            {
                if (updated.Event is not null)
                {
                    _cache.Replace(id, updated.User);
                    feed.Publish(updated.Event);
                }
            },
            cancellationToken);

        return updated.User;
    }

    public async ValueTask<bool> DeleteAsync(string id, Action<User> check, CancellationToken cancellationToken) =>
        (await database.Writer.WriteAsync(
            transaction => Delete(transaction, id, check),
            deleted =>
            {
                if (deleted.IsDone)
                {
                    _cache.Replace(id, null);
                    feed.End(id);
                    database.CountDocument();
                }

                if (deleted.LeftEvents)
                {
                    database.Purge.Start();
                }
            },
            cancellationToken)).IsDone;

    private async ValueTask<User?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var commits = _cache.Commits;
        var row = await database.Readers.ReadAsync(id, Find, cancellationToken);
        if (row is null)
        {
            return null;
        }

        var user = row.ToUser();
        _cache.Add(user, commits);

        return user;
    }

    internal static UserRow? Find(SqliteSession session, string id)
    {
        using var rows = session.Prepare(FindById, id);

        return rows.Step() ? ReadRow(rows) : null;
    }

    private static (User User, ActivityEvent? Event) Create(WriteTransaction transaction, NewUser user)
    {
        if (user.RequestId.Length > 0 && FindFirstAnswer(transaction.Session, user) is { } answered)
        {
            return (answered, null);
        }

        var row = UserRow.Of(user);
        RunUnique(
            transaction.Session,
            InsertUser,
            row.Id,
            row.Name,
            UserFilter.Fold(row.Name),
            row.Email,
            UserFilter.Fold(row.Email),
            row.Role,
            row.CreatedAt,
            transaction.Words.NextDocument());
        transaction.CountUser(row.Role, 1);
        if (user.RequestId.Length > 0)
        {
            transaction.Session.Run(InsertRequest, user.RequestId, row.Id, row.Name, row.Email, row.Role, row.CreatedAt);
            transaction.CountRequest(user.RepeatsSince.ToUnixTimeMilliseconds());
        }

        return (row.ToUser(), SqliteActivityStore.AppendFirst(transaction, user.Created));
    }

    private static User? FindFirstAnswer(SqliteSession session, NewUser user)
    {
        using var rows = session.Prepare(FindRequest, user.RequestId, user.RepeatsSince.ToUnixTimeMilliseconds());

        return rows.Step() ? ReadRow(rows).ToUser() : null;
    }

    private static (User? User, ActivityEvent? Event) Update(WriteTransaction transaction, string id, Func<User, UserChange?> change)
    {
        if (Find(transaction.Session, id) is not { } row)
        {
            return (null, null);
        }

        if (change(row.ToUser()) is not { } changed)
        {
            return (row.ToUser(), null);
        }

        var updated = row.With(changed);
        var (name, email) = (UserFilter.Fold(updated.Name), UserFilter.Fold(updated.Email));
        var newWords = (updated.Name != row.Name, updated.Email != row.Email) switch
        {
            (true, true) => $"{name}\n{email}",
            (true, false) => name,
            (false, true) => email,
            _ => "",
        };
        RunUnique(
            transaction.Session,
            UpdateUser,
            id,
            updated.Name,
            name,
            updated.Email,
            email,
            updated.Role,
            updated.UpdatedAt,
            updated.Version);
        if (newWords.Length > 0)
        {
            transaction.Words.Add(id, newWords);
        }

        if (updated.Role != row.Role)
        {
            transaction.CountUser(row.Role, -1);
            transaction.CountUser(updated.Role, 1);
        }

        return (updated.ToUser(), SqliteActivityStore.AppendNext(transaction, changed.Updated));
    }

    private static (bool IsDone, bool LeftEvents) Delete(WriteTransaction transaction, string id, Action<User> check)
    {
        if (Find(transaction.Session, id) is not { } row)
        {
            return (false, false);
        }

        check(row.ToUser());
        var leftEvents = SqliteActivityStore.Remove(transaction, id);
        transaction.Words.Remove(id);
        transaction.Session.Run(DeleteById, id);
        transaction.CountUser(row.Role, -1);

        return (true, leftEvents);
    }

    private static void RunUnique(SqliteSession session, SqlText sql, params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            session.Run(sql, values);
        }
        catch (SqliteException exception) when (SqliteFailure.IsTaken(exception, "users.email_key"))
        {
            throw new EmailTakenException();
        }
    }

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    internal static UserRow ReadRow(SqliteStatement row) => new(
        row.GetText(0), row.GetText(1), row.GetText(2), row.GetText(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));
}

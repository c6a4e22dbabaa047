using System.Text;
using CodeFirst.Contracts;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Users.Filters;
using Microsoft.Data.Sqlite;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>Users in SQLite.</summary>
internal sealed class SqliteUserStore(SqliteDatabase database, ActivityFeed feed) : IUserStore
{
    private const string Columns = "id, name, email, role, created_at, updated_at, version";

    private readonly UserCache _cache = new();

    public ReadOnlyMemory<byte> PageTokenKey => database.PageTokenKey;

    public ValueTask<User?> FindAsync(string id, CancellationToken cancellationToken) =>
        _cache.Find(id) is { } user ? ValueTask.FromResult<User?>(user) : ReadAsync(id, cancellationToken);

    public ValueTask<UserPage> ListAsync(UserFilter? filter, string afterId, int size, CancellationToken cancellationToken)
    {
        if (filter is null)
        {
            return database.Readers.ReadAsync((afterId, size), ListAll, cancellationToken);
        }

        return filter.IsRoleOnly(out var role)
            ? database.Readers.ReadAsync((role, afterId, size), ListRole, cancellationToken)
            : database.Readers.ScanAsync((filter, afterId, size), ListFiltered, cancellationToken);
    }

    public async ValueTask<User> CreateAsync(NewUser user, CancellationToken cancellationToken)
    {
        var created = await database.Writer.WriteAsync(
            session => Create(session, user),
            created =>
            {
                if (created.Event is not null)
                {
                    _cache.Replace(created.User.Id, created.User);
                    feed.Publish(created.Event);
                }
            },
            cancellationToken);

        return created.User;
    }

    public async ValueTask<User?> UpdateAsync(string id, Func<User, UserChange?> change, CancellationToken cancellationToken)
    {
        var updated = await database.Writer.WriteAsync(
            session => Update(session, id, change),
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
        await database.Writer.WriteAsync(
            session => Delete(session, id, check),
            isDeleted =>
            {
                if (isDeleted)
                {
                    _cache.Replace(id, null);
                    feed.End(id);
                }
            },
            cancellationToken);

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

    private static UserRow? Find(SqliteSession session, string id)
    {
        using var rows = session.Prepared($"SELECT {Columns} FROM users WHERE id = ?1", id).ExecuteReader();

        return rows.Read() ? ReadRow(rows) : null;
    }

    private static (User User, ActivityEvent? Event) Create(SqliteSession session, NewUser user)
    {
        if (user.RequestId.Length > 0 && FindFirstAnswer(session, user) is { } answered)
        {
            return (answered, null);
        }

        var row = UserRow.Of(user);
        ExecuteUnique(session.Prepared(
            """
            INSERT INTO users (id, name, name_key, email, email_key, role, created_at, updated_at, version)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 1)
            """,
            row.Id, row.Name, UserFilter.Fold(row.Name), row.Email, UserFilter.Fold(row.Email), row.Role, row.CreatedAt));
        if (user.RequestId.Length > 0)
        {
            // The forgotten ones go little by little, so that no write is long.
            session.Prepared(
                """
                DELETE FROM create_requests WHERE request_id IN (
                    SELECT request_id FROM create_requests WHERE created_at < ?1 ORDER BY created_at LIMIT 10)
                """,
                user.RepeatsSince.ToUnixTimeMilliseconds()).ExecuteNonQuery();
            session.Prepared(
                """
                INSERT OR REPLACE INTO create_requests (request_id, user_id, name, email, role, created_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                """,
                user.RequestId, row.Id, row.Name, row.Email, row.Role, row.CreatedAt).ExecuteNonQuery();
        }

        return (row.ToUser(), SqliteActivityStore.Append(session, user.Created));
    }

    private static User? FindFirstAnswer(SqliteSession session, NewUser user)
    {
        using var rows = session.Prepared(
            "SELECT user_id, name, email, role, created_at FROM create_requests WHERE request_id = ?1 AND created_at >= ?2",
            user.RequestId, user.RepeatsSince.ToUnixTimeMilliseconds()).ExecuteReader();

        return rows.Read()
            ? new UserRow(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetInt64(4), rows.GetInt64(4), 1).ToUser()
            : null;
    }

    private static (User? User, ActivityEvent? Event) Update(SqliteSession session, string id, Func<User, UserChange?> change)
    {
        if (Find(session, id) is not { } row)
        {
            return (null, null);
        }

        if (change(row.ToUser()) is not { } changed)
        {
            return (row.ToUser(), null);
        }

        var updated = row.With(changed);
        ExecuteUnique(session.Prepared(
            """
            UPDATE users SET name = ?2, name_key = ?3, email = ?4, email_key = ?5, role = ?6, updated_at = ?7, version = ?8
            WHERE id = ?1
            """,
            id,
            updated.Name,
            UserFilter.Fold(updated.Name),
            updated.Email,
            UserFilter.Fold(updated.Email),
            updated.Role,
            updated.UpdatedAt,
            updated.Version));

        return (updated.ToUser(), SqliteActivityStore.Append(session, changed.Updated));
    }

    private static bool Delete(SqliteSession session, string id, Action<User> check)
    {
        if (Find(session, id) is not { } row)
        {
            return false;
        }

        check(row.ToUser());
        session.Prepared("DELETE FROM activity WHERE user_id = ?1", id).ExecuteNonQuery();
        session.Prepared("DELETE FROM users WHERE id = ?1", id).ExecuteNonQuery();

        return true;
    }

    private static UserPage ListAll(SqliteSession session, (string AfterId, int Size) page) =>
        ToPage(
            session,
            session.Prepared($"SELECT {Columns} FROM users WHERE id > ?1 ORDER BY id LIMIT ?2", page.AfterId, page.Size + 1),
            session.Prepared("SELECT users FROM user_count"),
            page.Size);

    private static UserPage ListRole(SqliteSession session, (string Role, string AfterId, int Size) page) =>
        ToPage(
            session,
            session.Prepared(
                $"SELECT {Columns} FROM users WHERE role = ?1 AND id > ?2 ORDER BY id LIMIT ?3", page.Role, page.AfterId, page.Size + 1),
            session.Prepared("SELECT users FROM role_counts WHERE role = ?1", page.Role),
            page.Size);

    private static UserPage ListFiltered(SqliteSession session, (UserFilter Filter, string AfterId, int Size) page)
    {
        using var select = session.Command($"SELECT {Columns} FROM users WHERE id > $after AND ");
        AppendFilter(select, page.Filter);
        select.CommandText += " ORDER BY id LIMIT $limit";
        select.Parameters.AddWithValue("$after", page.AfterId);
        select.Parameters.AddWithValue("$limit", page.Size + 1);
        using var count = session.Command("SELECT count(*) FROM users WHERE ");
        AppendFilter(count, page.Filter);

        return ToPage(session, select, count, page.Size);
    }

    private static void AppendFilter(SqliteCommand command, UserFilter filter)
    {
        var condition = new StringBuilder();
        SqliteFilter.Append(filter, condition, command.Parameters);
        command.CommandText += $"({condition})";
    }

    // The page and the total are of one moment: both statements run in one read transaction.
    private static UserPage ToPage(SqliteSession session, SqliteCommand select, SqliteCommand count, int size)
    {
        session.Prepared("BEGIN").ExecuteNonQuery();
        var users = new List<User>();
        using (var rows = select.ExecuteReader())
        {
            while (rows.Read())
            {
                users.Add(ReadRow(rows).ToUser());
            }
        }

        var total = count.ExecuteScalar() as long? ?? 0;
        session.Prepared("COMMIT").ExecuteNonQuery();

        return UserPage.Of(users, size, total);
    }

    private static void ExecuteUnique(SqliteCommand command)
    {
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException exception) when (SqliteFailure.IsTaken(exception, "users.email_key"))
        {
            throw new EmailTakenException();
        }
    }

    internal static UserRow ReadRow(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));
}

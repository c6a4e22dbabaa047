using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CodeFirst.Contracts;
using CodeFirst.Server.Users.Filters;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>Pages of users.</summary>
internal static class SqliteLists
{
    private const string Columns = SqliteUserStore.Columns;
    private const int InitialCapacity = 64;

    private static readonly SqlText ListById = new($"SELECT {Columns} FROM users WHERE id > ?1 ORDER BY id LIMIT ?2");

    private static readonly SqlText ListByRole = new(
        $"SELECT {Columns} FROM users WHERE role = ?3 AND id > ?1 ORDER BY id LIMIT ?2");

    private static readonly SqlText CountAll = new("SELECT users FROM user_count");

    private static readonly SqlText CountByRole = new("SELECT users FROM role_counts WHERE role = ?1");

    private static readonly SqlText FindByWords = new("SELECT rowid FROM user_words WHERE user_words MATCH ?1 LIMIT ?2");

    private static readonly SqlText FindInTail = new("SELECT document FROM users WHERE document > ?1 LIMIT ?2");

    public static UserPage ListAll(SqliteSession session, (string AfterId, int Size) page)
    {
        using var users = session.Prepare(ListById, page.AfterId, page.Size + 1);
        using var count = session.Prepare(CountAll);

        return ToPage(users, count, page.Size);
    }

    public static UserPage ListRole(SqliteSession session, (string Role, string AfterId, int Size) page)
    {
        using var users = session.Prepare(ListByRole, page.AfterId, page.Size + 1, page.Role);
        using var count = session.Prepare(CountByRole, page.Role);

        return ToPage(users, count, page.Size);
    }

    /// <summary>Lists what a filter matches: looks at the users that may have its words if they are few, and else at every user.</summary>
    public static UserPage ListFiltered(
        SqliteSession session, (UserFilter Filter, string AfterId, int Size, int UsersPerCandidate) page)
    {
        var values = new List<SqlValue>();
        var condition = new StringBuilder();
        SqliteFilter.Append(page.Filter, condition, values);

        return WordQuery.Of(page.Filter) is { } query && FindCandidates(session, query, page.UsersPerCandidate) is { } candidates
            ? ListCandidates(session, candidates, condition.ToString(), values, page.AfterId, page.Size)
            : Scan(session, condition.ToString(), values, page.AfterId, page.Size);
    }

    private static UserPage Scan(SqliteSession session, string condition, List<SqlValue> values, string afterId, int size)
    {
        using var count = session.PrepareOnce($"SELECT count(*) FROM users WHERE {condition}", CollectionsMarshal.AsSpan(values));
        values.Add(afterId);
        values.Add(size + 1);
        using var users = session.PrepareOnce(
            $"SELECT {Columns} FROM users WHERE ({condition}) AND id > ?{values.Count - 1} ORDER BY id LIMIT ?{values.Count}",
            CollectionsMarshal.AsSpan(values));

        return ToPage(users, count, size);
    }

    private static UserPage ListCandidates(
        SqliteSession session, string documents, string condition, List<SqlValue> values, string afterId, int size)
    {
        values.Add(documents);
        values.Add(afterId);
        using var matches = session.PrepareOnce(
            $"""
            SELECT id, id > ?{values.Count} FROM users INDEXED BY users_by_document
            WHERE document IN (SELECT value FROM json_each(?{values.Count - 1})) AND ({condition}) ORDER BY id
            """,
            CollectionsMarshal.AsSpan(values));
        var users = new List<User>(Math.Min(size + 1, InitialCapacity));
        var total = 0L;
        while (matches.Step())
        {
            total++;
            if (users.Count <= size && matches.GetInt64(1) != 0)
            {
                users.Add(SqliteUserStore.Find(session, matches.GetText(0))!.ToUser());
            }
        }

        return UserPage.Of(users, size, total);
    }

    /// <summary>Returns the documents that may match, as a JSON array, or null if there are many or not all users have one.</summary>
    private static string? FindCandidates(SqliteSession session, string query, int usersPerCandidate)
    {
        var most = (session.FindNumber(CountAll) ?? 0) / usersPerCandidate;
        if (most == 0 || session.FindNumber(SqliteWordIndex.AnyWithoutDocument) is not null)
        {
            return null;
        }

        var found = 0L;
        var documents = new StringBuilder("[");
        using (var tail = session.Prepare(FindInTail, session.FindNumber(SqliteWordIndex.Last) ?? 0, most + 1))
        {
            Add(tail);
        }

        using (var indexed = session.Prepare(FindByWords, query, most + 1 - found))
        {
            Add(indexed);
        }

        return found > most ? null : documents.Append(']').ToString();

        void Add(SqliteStatement rows)
        {
            while (rows.Step())
            {
                documents.Append(found++ == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{rows.GetInt64(0)}");
            }
        }
    }

    private static UserPage ToPage(SqliteStatement rows, SqliteStatement count, int size)
    {
        var users = new List<User>(Math.Min(size + 1, InitialCapacity));
        while (rows.Step())
        {
            users.Add(SqliteUserStore.ReadRow(rows).ToUser());
        }

        return UserPage.Of(users, size, count.Step() ? count.GetInt64(0) : 0);
    }
}

using System.Security.Cryptography;
using CodeFirst.Hosting;
using Microsoft.Data.Sqlite;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// A database file that is copied elsewhere. It is read in one transaction on a connection that cannot write, and no server can use
/// it meanwhile, so what is read is all of one moment.
/// </summary>
internal sealed class SqliteSource : IDisposable
{
    private static readonly SqlText UsersAfter = new(
        $"""
        SELECT {SqliteUserStore.Columns}, name_key, email_key,
            coalesce((SELECT max(sequence) FROM activity WHERE user_id = users.id), 0)
        FROM users WHERE id > ?1 ORDER BY id LIMIT ?2
        """);

    private static readonly SqlText EventsAfter = new(
        """
        SELECT user_id, sequence, event_id, event_type, description, recorded_at FROM activity
        WHERE (user_id, sequence) > (?1, ?2) AND user_id NOT IN deleted_users ORDER BY user_id, sequence LIMIT ?3
        """);

    private static readonly SqlText RequestsAfter = new(
        """
        SELECT user_id, name, email, role, created_at, created_at, 1, request_id FROM create_requests
        WHERE request_id > ?1 ORDER BY request_id LIMIT ?2
        """);

    private readonly FileStream _lock;
    private readonly SqliteSession _session;

    public SqliteSource(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (!File.Exists(Path))
        {
            throw new StartupException($"'{Path}' does not exist: set --migrate-from to sqlite: and the path of a database file.");
        }

        _lock = SqliteDatabase.Lock(Path, "Stop it before its database is copied.");
        try
        {
            _session = Open(Path);
            try
            {
                SqliteSchema.RequireLatest(_session, Path);
                _session.Execute("BEGIN");
                PageTokenKey = SqliteSchema.ReadPageTokenKey(_session);
            }
            catch
            {
                _session.Dispose();

                throw;
            }
        }
        catch (Exception exception)
        {
            _lock.Dispose();
            if (exception is SqliteException)
            {
                throw new StartupException($"'{Path}' cannot be read: {exception.Message} Check the file.", exception);
            }

            throw;
        }
    }

    public string Path { get; }

    public byte[] PageTokenKey { get; }

    /// <summary>Gets what tells this database from every other one, wherever its file is. Says nothing about the key.</summary>
    public string Identity => Convert.ToHexStringLower(SHA256.HashData([.. PageTokenKey, .. "identity"u8]));

    public long Users => Count("SELECT users FROM user_count");

    public long Events => Count("SELECT count(*) FROM activity WHERE user_id NOT IN deleted_users");

    public long Requests => Count("SELECT count(*) FROM create_requests");

    /// <summary>Reads users with their name_key, their email_key and the sequence of their last event.</summary>
    public IEnumerable<(UserRow User, string NameKey, string EmailKey, long LastSequence)> ReadUsers(string afterId, int limit)
    {
        using var rows = _session.Prepare(UsersAfter, afterId, limit);
        while (rows.Step())
        {
            yield return (SqliteUserStore.ReadRow(rows), rows.GetText(7), rows.GetText(8), rows.GetInt64(9));
        }
    }

    public IEnumerable<EventRow> ReadEvents(string afterUserId, long afterSequence, int limit)
    {
        using var rows = _session.Prepare(EventsAfter, afterUserId, afterSequence, limit);
        while (rows.Step())
        {
            yield return new EventRow(
                rows.GetText(0), rows.GetInt64(1), rows.GetText(2), rows.GetText(3), rows.GetText(4), rows.GetInt64(5));
        }
    }

    /// <summary>Reads request ids, each with the user that was created for it, as it was then.</summary>
    public IEnumerable<(string RequestId, UserRow User)> ReadRequests(string afterId, int limit)
    {
        using var rows = _session.Prepare(RequestsAfter, afterId, limit);
        while (rows.Step())
        {
            yield return (rows.GetText(7), SqliteUserStore.ReadRow(rows));
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _lock.Dispose();
    }

    private static SqliteSession Open(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();

            return new SqliteSession(connection);
        }
        catch
        {
            connection.Dispose();

            throw;
        }
    }

    private long Count(string sql)
    {
        using var rows = _session.PrepareOnce(sql);

        return rows.Step() ? rows.GetInt64(0) : 0;
    }
}

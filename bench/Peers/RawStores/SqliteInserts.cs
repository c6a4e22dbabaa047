using CodeFirst.Bench.Peers;
using Microsoft.Data.Sqlite;

namespace CodeFirst.Bench.RawStores;

/// <summary>
/// The rows that a call leaves in the server's file, without a server: the same durability (WAL, flushed at each commit), one reused
/// statement for each table, and nothing that is not a row of the contract.
/// </summary>
internal static class SqliteInserts
{
    private const string Tables =
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE users (
            id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL, email TEXT NOT NULL, email_key TEXT NOT NULL,
            role TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX users_by_email ON users (email_key);
        CREATE INDEX users_by_role ON users (role, id);
        CREATE TABLE activity (
            user_id TEXT NOT NULL, sequence INTEGER NOT NULL, event_id TEXT NOT NULL, event_type TEXT NOT NULL,
            description TEXT NOT NULL, recorded_at INTEGER NOT NULL, PRIMARY KEY (user_id, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX activity_by_event ON activity (user_id, event_id);
        """;

    public static Cost Users(string path, int rows, int batch)
    {
        using var connection = Open(path);
        using var user = Prepare(connection, "INSERT INTO users VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 1)", 7);
        using var created = Prepare(connection, "INSERT INTO activity VALUES (?1, ?2, ?3, ?4, ?5, ?6)", 6);

        return Measure(connection, rows, batch, i =>
        {
            var (id, name, email) = (SampleData.UserId(i), SampleData.Name(i), SampleData.Email(i));
            Run(user, id, name, name.ToLowerInvariant(), email, email, SampleData.Role(i), SampleData.CreatedAt(i));
            Run(created, id, 1L, SampleData.EventId(i), "user.created", "The user was created.", SampleData.CreatedAt(i));
        });
    }

    public static Cost Events(string path, int rows, int batch)
    {
        using var connection = Open(path);
        using var recorded = Prepare(connection, "INSERT INTO activity VALUES (?1, ?2, ?3, ?4, ?5, ?6)", 6);
        var id = SampleData.UserId(0);

        return Measure(connection, rows, batch, i => Run(
            recorded,
            id,
            i + 1L,
            SampleData.EventId(i),
            SampleData.EventType(i),
            SampleData.Description(i),
            SampleData.CreatedAt(i)));
    }

    private static Cost Measure(SqliteConnection connection, int rows, int batch, Action<int> insert)
    {
        using var begin = Prepare(connection, "BEGIN IMMEDIATE", 0);
        using var commit = Prepare(connection, "COMMIT", 0);

        return Cost.MeasureAsync(rows, batch, (first, count) =>
        {
            begin.ExecuteNonQuery();
            for (var i = first; i < first + count; i++)
            {
                insert(i);
            }

            commit.ExecuteNonQuery();

            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var tables = connection.CreateCommand();
        tables.CommandText = Tables;
        tables.ExecuteNonQuery();

        return connection;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}" });
        }

        command.Prepare();

        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}

using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>One open connection with the statements prepared on it. Used by one thread at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    // A few microseconds of work.
    private const int InstructionsPerLook = 1000;

    private const int MillisecondsPerSecond = 1000;

    private static readonly SqlText Begin = new("BEGIN");
    private static readonly SqlText Commit = new("COMMIT");

    private readonly sqlite3 _database = Prepared(connection);
    private SqliteStatement?[] _kept = new SqliteStatement?[32];
    private long _snapshot; // how many commits there had been when the transaction that reads began

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    /// <summary>Gets how many rows were changed on this connection, in all.</summary>
    public long TotalChanges => raw.sqlite3_total_changes(_database);

    /// <summary>Gets how many rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <summary>Gets how many pages this connection has written to the log since it was last written back.</summary>
    public int LoggedPages
    {
        get
        {
            raw.sqlite3_db_status(_database, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0);

            return pages;
        }
    }

    /// <summary>Returns the statement with <paramref name="values"/> for ?1, ?2 and so on. The caller disposes it after use.</summary>
    public SqliteStatement Prepare(SqlText sql, params ReadOnlySpan<SqlValue> values)
    {
        if (sql.Index >= _kept.Length)
        {
            Array.Resize(ref _kept, sql.Index * 2);
        }

        var statement = _kept[sql.Index] ??= new SqliteStatement(_database, sql.Text, isKept: true);
        statement.Bind(values);

        return statement;
    }

    /// <summary>Returns a statement for one use. The caller disposes it.</summary>
    public SqliteStatement PrepareOnce(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var statement = new SqliteStatement(_database, sql, isKept: false);
        statement.Bind(values);

        return statement;
    }

    /// <summary>Runs a statement that returns nothing that matters.</summary>
    public void Run(SqlText sql, params ReadOnlySpan<SqlValue> values)
    {
        using var statement = Prepare(sql, values);
        statement.Step();
    }

    /// <summary>Returns the number in the first column of the first row, or null if there is no row.</summary>
    public long? FindNumber(SqlText sql, params ReadOnlySpan<SqlValue> values)
    {
        using var statement = Prepare(sql, values);

        return statement.Step() ? statement.GetInt64(0) : null;
    }

    /// <summary>Runs statements that are needed once.</summary>
    public void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Begins to read as of now, unless it reads as of this commit already.</summary>
    public void ReadAsOf(long commit)
    {
        if (IsInTransaction)
        {
            if (_snapshot == commit)
            {
                return;
            }

            Run(Commit);
        }

        Run(Begin);
        _snapshot = commit;
    }

    /// <summary>Ends reading as of a commit: the log can be written back and used anew.</summary>
    public void EndReading()
    {
        if (IsInTransaction)
        {
            Run(Commit);
        }
    }

    /// <summary>Writes the log back into the file, as far as no one still reads in it.</summary>
    public void WriteBack()
    {
        raw.sqlite3_db_status(_database, raw.SQLITE_DBSTATUS_CACHE_WRITE, out _, out _, 1);
        raw.sqlite3_wal_checkpoint_v2(_database, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
    }

    /// <summary>From now on, statements end soon after the token is cancelled. No token: they run to their end.</summary>
    /// <remarks>sqlite3_interrupt would be lost if it came a moment before the statement begins, or between two.</remarks>
    public void InterruptWhen(CancellationToken? cancelled) => raw.sqlite3_progress_handler(
        _database, InstructionsPerLook, cancelled is { } token ? _ => token.IsCancellationRequested ? 1 : 0 : null, null);

    public void Dispose()
    {
        foreach (var statement in _kept)
        {
            statement?.Close();
        }

        connection.Dispose();
    }

    private static sqlite3 Prepared(SqliteConnection connection)
    {
        var database = connection.Handle!;
        raw.sqlite3_busy_timeout(database, connection.DefaultTimeout * MillisecondsPerSecond);

        // The plan of a statement does not depend on values. Otherwise SQLite compiles a statement with LIMIT ?2 anew for each new value.
        raw.sqlite3_db_config(database, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);

        return database;
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>One open connection with the statements prepared on it. Used by one thread at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    // A few microseconds of work.
    private const int InstructionsPerLook = 1000;

    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public bool IsInTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>
    /// The statement, prepared at its first use, with <paramref name="values"/> for ?1, ?2 and so on. Only for texts that are
    /// constants: each one is kept.
    /// </summary>
    public SqliteCommand Prepared(string sql, params ReadOnlySpan<object> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = Command(sql);
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"?{i}") });
            }

            _prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    /// <summary>A statement for one use. The caller completes and disposes it.</summary>
    public SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;

        return command;
    }

    /// <summary>Runs statements that are needed once.</summary>
    public void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>From now on, statements end soon after the token is cancelled. No token: they run to their end.</summary>
    /// <remarks>sqlite3_interrupt would be lost if it came a moment before the statement begins, or between two.</remarks>
    public void InterruptWhen(CancellationToken? cancelled) => raw.sqlite3_progress_handler(
        connection.Handle, InstructionsPerLook, cancelled is { } token ? _ => token.IsCancellationRequested ? 1 : 0 : null, null);

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }
}

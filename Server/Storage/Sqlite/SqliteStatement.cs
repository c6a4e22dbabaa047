using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// A prepared statement. Microsoft.Data.Sqlite would make an object for every value, and count references to the statement at every
/// column: this reads through the pointer, which the session keeps valid. Dispose it after use.
/// </summary>
internal sealed unsafe class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _pointer;
    private readonly bool _isKept;

    /// <summary>Prepares a statement. One that is kept is only reset when it is disposed.</summary>
    public SqliteStatement(sqlite3 database, string sql, bool isKept)
    {
        _database = database;
        _isKept = isKept;
        var flags = isKept ? (uint)raw.SQLITE_PREPARE_PERSISTENT : 0;
        Check(raw.sqlite3_prepare_v3(database, sql, flags, out _statement));
        _pointer = _statement.DangerousGetHandle();
    }

    /// <summary>Sets ?1, ?2 and so on.</summary>
    public void Bind(params ReadOnlySpan<SqlValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(values[i].Text is { } text ? Bind(i + 1, text) : SqliteNative.BindInt64(_pointer, i + 1, values[i].Number));
        }
    }

    /// <summary>Goes to the next row. Returns whether there is one.</summary>
    public bool Step()
    {
        var result = SqliteNative.Step(_pointer);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return result == raw.SQLITE_ROW;
        }

        throw Failure(result);
    }

    public long GetInt64(int column) => SqliteNative.ColumnInt64(_pointer, column);

    /// <summary>Returns the text, which must not be NULL.</summary>
    public string GetText(int column) => Encoding.UTF8.GetString(GetUtf8(column));

    /// <summary>Returns the text as it is stored. Valid until the next step.</summary>
    public ReadOnlySpan<byte> GetUtf8(int column)
    {
        // In this order: the first call may convert the value, and the second returns the length after that.
        var text = SqliteNative.ColumnText(_pointer, column);

        return new ReadOnlySpan<byte>(text, SqliteNative.ColumnBytes(_pointer, column));
    }

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose()
    {
        if (_isKept)
        {
            // It repeats the error of the last step, which has been thrown already.
            _ = SqliteNative.Reset(_pointer);
        }
        else
        {
            _statement.Dispose();
        }
    }

    /// <summary>Frees a statement that was kept.</summary>
    public void Close() => _statement.Dispose();

    private int Bind(int parameter, string text)
    {
        const int MaxOnStack = 512;

        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var utf8 = size <= MaxOnStack ? stackalloc byte[size] : new byte[size];
        var length = Encoding.UTF8.GetBytes(text, utf8);
        fixed (byte* bytes = utf8)
        {
            return SqliteNative.BindText(_pointer, parameter, bytes, length, SqliteNative.Transient);
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Failure(result);
        }
    }

    private SqliteException Failure(int result) => new(
        $"SQLite Error {result & 0xFF}: '{raw.sqlite3_errmsg(_database).utf8_to_string()}'.",
        result & 0xFF,
        raw.sqlite3_extended_errcode(_database));
}

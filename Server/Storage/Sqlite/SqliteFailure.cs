using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>What an error of SQLite means to a caller of the store.</summary>
internal static class SqliteFailure
{
    /// <summary>Returns the store's own exception, or the error as it is if it is a mistake of ours.</summary>
    public static Exception Translate(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => new StoreFullException(exception),
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } => new StoreDamagedException(exception),
        SqliteException
        {
            SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_IOERR
                or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL or raw.SQLITE_PERM,
        } => new StoreUnavailableException("The database did not answer.", exception),
        _ => exception,
    };

    /// <summary>Tells whether the error is the violation of the unique index of this column.</summary>
    public static bool IsTaken(SqliteException exception, string column) =>
        exception.SqliteExtendedErrorCode == raw.SQLITE_CONSTRAINT_UNIQUE
        && exception.Message.Contains(column, StringComparison.Ordinal);
}

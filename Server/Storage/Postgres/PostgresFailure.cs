using System.Net.Sockets;
using CodeFirst.Hosting;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>What an error of PostgreSQL, or of the way there, means to a caller of the store.</summary>
internal static class PostgresFailure
{
    // Npgsql has no names for these.
    private const string IdleInTransactionTimeout = "25P03";
    private const string TransactionTimeout = "25P04";

    /// <summary>Returns the store's own exception, or null if the error is a mistake of ours or no error at all.</summary>
    public static Exception? Translate(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StoreFullException(exception),
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } =>
            new StoreDamagedException(exception),
        PostgresException failure => IsOfTheDatabase(failure.SqlState)
            ? new StoreUnavailableException($"The database did not answer (SQLSTATE {failure.SqlState}).", exception)
            : null,
        NpgsqlException or TimeoutException or IOException or SocketException =>
            new StoreUnavailableException("The database did not answer.", exception),
        _ => null,
    };

    /// <summary>Whether the database has undone the transaction for the sake of another one, so that trying again is harmless.</summary>
    public static bool IsConflict(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        || IsTaken(exception, "create_requests_pkey"); // another call with the same request_id was faster: its answer is this one's

    /// <summary>Whether the connection is gone, or could not be had. Whether what was asked has happened is not known.</summary>
    public static bool IsConnectionLost(Exception exception) => exception switch
    {
        PostgresException failure => failure.SqlState.StartsWith("57P0", StringComparison.Ordinal) || IsClass(failure.SqlState, "08"),
        NpgsqlException { InnerException: TimeoutException } => false, // asking again would double the wait
        NpgsqlException or IOException or SocketException => true,
        _ => false,
    };

    /// <summary>Whether the connection leads to a database that can only be read, or did so when it was opened.</summary>
    public static bool IsReadOnly(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>Whether the error is the violation of this index.</summary>
    public static bool IsTaken(Exception exception, string index) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violation && violation.ConstraintName == index;

    /// <summary>What only the operator can mend, as the line that stops the start; null if time may mend it.</summary>
    public static StartupException? Refusal(Exception exception, string database) => exception is not PostgresException failure
        ? null
        : failure.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new StartupException(
                $"{database} refuses the user: {OneLine.Of(failure.MessageText)}."
                + " Check Username and Password in Storage__ConnectionString.",
                exception),
            PostgresErrorCodes.InvalidCatalogName => new StartupException(
                $"{database} does not exist. Create it, or set Database in Storage__ConnectionString.", exception),
            PostgresErrorCodes.InsufficientPrivilege => new StartupException(
                $"{database} does not let the user create or read tables: {OneLine.Of(failure.MessageText)}."
                + " Make the user the owner of the database or of a schema in it.",
                exception),
            _ => null,
        };

    // Connection, authorization, undone, wrong or read-only database, resources, cancelled or shut down, the system below, its own mistakes.
    private static bool IsOfTheDatabase(string state) => state
        is PostgresErrorCodes.ReadOnlySqlTransaction
            or IdleInTransactionTimeout
            or TransactionTimeout
            or PostgresErrorCodes.InvalidCatalogName
            or PostgresErrorCodes.LockNotAvailable
        || IsClass(state, "08") || IsClass(state, "28") || IsClass(state, "40") || IsClass(state, "53") || IsClass(state, "57")
        || IsClass(state, "58") || IsClass(state, "XX");

    private static bool IsClass(string state, string prefix) => state.StartsWith(prefix, StringComparison.Ordinal);
}

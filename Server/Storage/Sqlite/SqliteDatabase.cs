using CodeFirst.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// One database file: opened, migrated and locked when it is made, so a file that cannot be used stops the start.
/// </summary>
internal sealed class SqliteDatabase : IStoreDescription, IDisposable
{
    private readonly FileStream _lock;
    private int _documents;
    private bool _isDisposed;

    // Each connection has one user at a time, so that SQLite need not lock it; and nobody asks how much memory it has.
    static SqliteDatabase()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public SqliteDatabase(IOptions<StorageOptions> options)
    {
        var settings = new SqliteConnectionStringBuilder(options.Value.Connection);
        Path = System.IO.Path.GetFullPath(settings.DataSource);
        settings.DataSource = Path;
        settings.Pooling = false;
        _lock = Lock(Path, "Stop that one, or set Storage__ConnectionString to another file.");
        try
        {
            var writing = OpenWriter(settings, Path, out var pageTokenKey, out var isIndexBehind);
            PageTokenKey = pageTokenKey;
            Writer = new SqliteWriter(writing, () => Readers!.EndIdle());
            settings.Mode = SqliteOpenMode.ReadOnly;
            Readers = new SqliteReaders(() => new SqliteSession(Open(settings)), () => Writer.Commits);
            Purge = new BackgroundWrites(Writer, SqlitePurge.Remove);
            Purge.Start();
            WordIndex = new BackgroundWrites(Writer, transaction => SqliteWordIndex.Work(transaction));
            if (isIndexBehind)
            {
                WordIndex.Start();
            }
        }
        catch
        {
            _lock.Dispose();

            throw;
        }
    }

    public string Path { get; }

    public string Description => $"SQLite file {Path}";

    public ReadOnlyMemory<byte> PageTokenKey { get; }

    public SqliteReaders Readers { get; }

    public SqliteWriter Writer { get; }

    /// <summary>Gets what removes the events of users who were deleted.</summary>
    public BackgroundWrites Purge { get; }

    /// <summary>Gets what indexes the words of users.</summary>
    public BackgroundWrites WordIndex { get; }

    /// <summary>Says what is wrong with a connection string, or null.</summary>
    public static string? Refuse(string connectionString)
    {
        try
        {
            var settings = new SqliteConnectionStringBuilder(connectionString);
            var namesFile = settings.DataSource is not ("" or ":memory:")
                && settings.Mode != SqliteOpenMode.Memory
                && !settings.DataSource.StartsWith("file:", StringComparison.Ordinal);

            return namesFile ? null : "which names no file";
        }
        catch (ArgumentException)
        {
            return "which SQLite does not understand";
        }
    }

    /// <summary>Says that a commit has added a document, or removed one. Only the writer's thread calls it.</summary>
    public void CountDocument()
    {
        if (++_documents == SqliteWordIndex.DocumentsAtOnce)
        {
            _documents = 0;
            WordIndex.Start();
        }
    }

    public void Dispose()
    {
        // It is registered as two services, and the container disposes it once for each.
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;

        // The last connection to close writes the log back into the file, and only the writer may write.
        Purge.Dispose();
        WordIndex.Dispose();
        Readers.Dispose();
        Writer.Dispose();
        _lock.Dispose();
    }

    // The cache of users and the feed of live events are this process's own: two servers on one file would not see each other.
    internal static FileStream Lock(string path, string fix)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path) ?? path);

            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (IsLocked(exception))
        {
            throw new StartupException(
                $"'{path}' is in use by another server. {fix}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"'{path}' cannot be written: {exception.Message} Set Storage__ConnectionString to a file in a writable folder.",
                exception);
        }
    }

    // EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.
    private static bool IsLocked(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static SqliteSession OpenWriter(
        SqliteConnectionStringBuilder settings, string path, out ReadOnlyMemory<byte> pageTokenKey, out bool isIndexBehind)
    {
        try
        {
            var session = new SqliteSession(Open(settings));
            try
            {
                // First, so that a file that is not ours stays as it is.
                SqliteSchema.Migrate(session, path);

                // FULL flushes at every commit: an answered write survives a power loss. The writer itself writes the log back.
                session.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;");
                pageTokenKey = SqliteSchema.ReadPageTokenKey(session);
                isIndexBehind = SqliteWordIndex.IsBehind(session);

                return session;
            }
            catch
            {
                session.Dispose();

                throw;
            }
        }
        catch (SqliteException exception)
        {
            throw new StartupException(
                exception.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT
                    ? $"'{path}' is not an SQLite database, or is damaged."
                        + " Restore a backup, or set Storage__ConnectionString to another file."
                    : $"'{path}' cannot be opened: {exception.Message} Check the file and its folder, or set Storage__ConnectionString.",
                exception);
        }
    }

    private static SqliteConnection Open(SqliteConnectionStringBuilder settings)
    {
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();

            return connection;
        }
        catch
        {
            connection.Dispose();

            throw;
        }
    }
}

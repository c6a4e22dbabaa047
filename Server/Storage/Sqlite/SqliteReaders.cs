using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// The connections that read. A read is all of one moment, sees the last commit before it starts, and never waits for the writer: that
/// is what SQLite's write-ahead log gives. Beginning to read takes SQLite several system calls, so a session goes on as of the same
/// moment until there is a commit.
/// </summary>
/// <param name="open">Opens a session.</param>
/// <param name="commits">Returns how many commits there have been.</param>
internal sealed class SqliteReaders(Func<SqliteSession> open, Func<long> commits) : IDisposable
{
    private const int MaxSessions = 16;

    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SemaphoreSlim _free = new(MaxSessions);
    private readonly SemaphoreSlim _freeForScans = new(Math.Min(Environment.ProcessorCount, MaxSessions / 2));

    /// <summary>Runs a read that touches few rows, on the thread of the caller.</summary>
    public async ValueTask<TResult> ReadAsync<TState, TResult>(
        TState state, Func<SqliteSession, TState, TResult> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return Use(state, read);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>
    /// Runs a read that may look at every row. It has a thread of its own, so that the threads that serve calls stay free; it ends
    /// when it is cancelled; and only a few run at once, so that other reads find a session.
    /// </summary>
    public async ValueTask<TResult> ScanAsync<TState, TResult>(
        TState state, Func<SqliteSession, TState, TResult> read, CancellationToken cancellationToken)
    {
        await _freeForScans.WaitAsync(cancellationToken);
        try
        {
            await _free.WaitAsync(cancellationToken);
            try
            {
                return await Task.Factory.StartNew(
                    () => Use(state, (session, scanned) => Interruptible(session, scanned, read, cancellationToken)),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default);
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            _freeForScans.Release();
        }
    }

    /// <summary>
    /// Lets no idle session go on as of a moment that has passed: the log can be used anew only when nobody reads in it.
    /// </summary>
    public void EndIdle()
    {
        for (var left = _idle.Count; left > 0 && _idle.TryTake(out var session); left--)
        {
            session.EndReading();
            _idle.Add(session);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }

        _free.Dispose();
        _freeForScans.Dispose();
    }

    private TResult Use<TState, TResult>(TState state, Func<SqliteSession, TState, TResult> read)
    {
        SqliteSession? session = null;
        try
        {
            session = _idle.TryTake(out var idle) ? idle : open();
            session.ReadAsOf(commits());
            var result = read(session, state);
            _idle.Add(session);

            return result;
        }
        catch (Exception exception)
        {
            // Whatever state the connection is in now, the next read does not inherit it.
            session?.Dispose();
            if (SqliteFailure.Translate(exception) is var translated && !ReferenceEquals(translated, exception))
            {
                throw translated;
            }

            throw;
        }
    }

    private static TResult Interruptible<TState, TResult>(
        SqliteSession session, TState state, Func<SqliteSession, TState, TResult> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        session.InterruptWhen(cancellationToken);
        try
        {
            var result = read(session, state);
            session.InterruptWhen(null); // the session is used again only after a read that succeeded

            return result;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("The read was cancelled.", exception, cancellationToken);
        }
    }
}

using System.Collections.Concurrent;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// The one connection that writes, on a thread of its own. It commits whatever has gathered in one transaction, so that many
/// callers share one flush to disk; a lone write starts at once. Each write fails alone: the others of its transaction go on.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    // Bounds the time that the first write of a transaction waits for the last.
    private const int MaxWritesPerCommit = 512;

    private const int MaxWaitingWrites = 8192;

    private readonly BlockingCollection<Write> _waiting = new(MaxWaitingWrites);
    private readonly SqliteSession _session;
    private readonly Thread _thread;

    public SqliteWriter(SqliteSession session)
    {
        _session = session;
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    /// <summary>
    /// Runs <paramref name="change"/> in a transaction and ends when it is on disk. <paramref name="committed"/> runs after the
    /// commit and before anyone learns of it, in the order of the commits. A write that is cancelled before its turn never happens.
    /// </summary>
    public Task<TResult> WriteAsync<TResult>(
        Func<SqliteSession, TResult> change, Action<TResult>? committed, CancellationToken cancellationToken)
    {
        var write = new Write<TResult>(change, committed, cancellationToken);
        if (!_waiting.TryAdd(write))
        {
            throw new StoreUnavailableException(
                "Too many writes wait for the disk.", new TimeoutException($"{MaxWaitingWrites} writes are waiting."));
        }

        return write.Task;
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
        _session.Dispose();
    }

    private void Run()
    {
        var writes = new List<Write>();
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            writes.Clear();
            writes.Add(first);
            while (writes.Count < MaxWritesPerCommit && _waiting.TryTake(out var next))
            {
                writes.Add(next);
            }

            Commit(writes);
        }
    }

    private void Commit(List<Write> writes)
    {
        try
        {
            RollBackWhatIsLeft();
            Execute("BEGIN IMMEDIATE");
            foreach (var write in writes)
            {
                write.Run(_session);
            }

            Execute("COMMIT");
        }
        catch (Exception exception)
        {
            var failure = SqliteFailure.Translate(exception);
            foreach (var write in writes)
            {
                write.Fail(failure);
            }

            return;
        }

        foreach (var write in writes)
        {
            write.Complete();
        }
    }

    // A transaction that failed is ended by the next one, and not at once: if the disk refuses that too, it is a write that fails
    // and not this thread. After some errors SQLite has rolled back by itself.
    private void RollBackWhatIsLeft()
    {
        if (_session.IsInTransaction)
        {
            Execute("ROLLBACK");
        }
    }

    private void Execute(string sql) => _session.Prepared(sql).ExecuteNonQuery();

    private abstract class Write
    {
        public abstract void Run(SqliteSession session);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Write<TResult>(
        Func<SqliteSession, TResult> change, Action<TResult>? committed, CancellationToken cancellationToken) : Write
    {
        private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TResult? _result;
        private Exception? _failure;

        public Task<TResult> Task => _answer.Task;

        public override void Run(SqliteSession session)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _failure = new OperationCanceledException(cancellationToken);

                return;
            }

            session.Prepared("SAVEPOINT write").ExecuteNonQuery();
            try
            {
                _result = change(session);
                session.Prepared("RELEASE write").ExecuteNonQuery();
            }
            catch (Exception exception) when (session.IsInTransaction)
            {
                _failure = SqliteFailure.Translate(exception);
                session.Prepared("ROLLBACK TO write").ExecuteNonQuery();
                session.Prepared("RELEASE write").ExecuteNonQuery();
            }
        }

        public override void Complete()
        {
            if (_failure is not null)
            {
                Fail(_failure);

                return;
            }

            committed?.Invoke(_result!);
            _answer.SetResult(_result!);
        }

        public override void Fail(Exception exception)
        {
            if (exception is OperationCanceledException)
            {
                _answer.SetCanceled(cancellationToken);
            }
            else
            {
                _answer.SetException(exception);
            }
        }
    }
}

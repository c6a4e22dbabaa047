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

    // 4 kB each. More would make reading and starting slower, fewer would write the same pages back more often.
    private const int PagesInLog = 4000;

    private static readonly SqlText Begin = new("BEGIN IMMEDIATE");
    private static readonly SqlText Commit = new("COMMIT");
    private static readonly SqlText Rollback = new("ROLLBACK");

    private readonly SqliteSession _session;
    private readonly WriteTransaction _transaction;
    private readonly Action _endIdleReads;
    private readonly Thread _thread;
    private readonly object _gathering = new();
    private readonly Queue<Write> _waiting = [];
    private bool _isClosed;
    private long _commits;
    private StoreDamagedException? _damage;

    /// <param name="session">The connection, which belongs to the writer from now on.</param>
    /// <param name="endIdleReads">Called before the log is written back. It can be used anew only when nobody reads in it.</param>
    public SqliteWriter(SqliteSession session, Action endIdleReads)
    {
        _session = session;
        _endIdleReads = endIdleReads;
        _transaction = new WriteTransaction(session);
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    /// <summary>Gets how many commits there have been. It grows before anyone learns of a commit.</summary>
    public long Commits => Volatile.Read(ref _commits);

    /// <summary>
    /// Runs <paramref name="change"/> in a transaction and ends when it is on disk. <paramref name="committed"/> runs after the
    /// commit and before anyone learns of it, in the order of the commits. A write that is cancelled before its turn never happens.
    /// If another write of the transaction fails half-way, <paramref name="change"/> runs once more, in a transaction of its own.
    /// </summary>
    public Task<TResult> WriteAsync<TResult>(
        Func<WriteTransaction, TResult> change, Action<TResult>? committed, CancellationToken cancellationToken)
    {
        var write = new Write<TResult>(change, committed, cancellationToken);
        lock (_gathering)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_waiting.Count == MaxWaitingWrites)
            {
                throw new StoreUnavailableException(
                    "Too many writes wait for the disk.", new TimeoutException($"{MaxWaitingWrites} writes are waiting."));
            }

            _waiting.Enqueue(write);
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gathering);
            }
        }

        return write.Task;
    }

    public void Dispose()
    {
        lock (_gathering)
        {
            _isClosed = true;
            Monitor.Pulse(_gathering);
        }

        _thread.Join();
        _session.Dispose();
    }

    private void Run()
    {
        var writes = new List<Write>();
        while (Gather(writes))
        {
            CommitTogether(writes);
            foreach (var write in writes)
            {
                write.Complete();
            }

            writes.Clear();
            WriteBack();
        }
    }

    // After the callers have their answers: only the next writes wait for it. What fails is tried again after the next commit.
    private void WriteBack()
    {
        if (_session.LoggedPages >= PagesInLog)
        {
            _endIdleReads();
            _session.WriteBack();
        }
    }

    private bool Gather(List<Write> writes)
    {
        lock (_gathering)
        {
            while (_waiting.Count == 0 && !_isClosed)
            {
                Monitor.Wait(_gathering);
            }

            while (writes.Count < MaxWritesPerCommit && _waiting.TryDequeue(out var write))
            {
                writes.Add(write);
            }
        }

        return writes.Count > 0;
    }

    private void CommitTogether(List<Write> writes)
    {
        if (!TryCommit(writes) && writes.Count > 1)
        {
            foreach (var write in writes)
            {
                TryCommit([write]);
            }
        }
    }

    // Returns false if a write failed after it had changed something: nothing is done then, and only the failed write knows why.
    private bool TryCommit(List<Write> writes)
    {
        var wasCommitted = false;
        try
        {
            ThrowIfDamaged();
            RollBackWhatIsLeft();
            _session.Run(Begin);
            foreach (var write in writes)
            {
                var changes = _session.TotalChanges;
                if (!write.TryRun(_transaction))
                {
                    _damage = write.Failure as StoreDamagedException;
                    ThrowIfDamaged();
                    if (!_session.IsInTransaction || _session.TotalChanges != changes)
                    {
                        return false;
                    }
                }
            }

            _transaction.Complete();
            _session.Run(Commit);
            wasCommitted = true;
            Volatile.Write(ref _commits, _commits + 1);
        }
        catch (Exception exception)
        {
            var failure = SqliteFailure.Translate(exception);
            _damage ??= failure as StoreDamagedException;
            foreach (var write in writes)
            {
                write.Fail(failure);
            }
        }
        finally
        {
            _transaction.Reset(wasCommitted);
        }

        return true;
    }

    // More writes may make the damage worse: none is tried until the server starts anew.
    private void ThrowIfDamaged()
    {
        if (_damage is not null)
        {
            throw new StoreDamagedException(_damage.InnerException!);
        }
    }

    // A transaction that failed is ended by the next one, and not at once: if the disk refuses that too, it is a write that fails
    // and not this thread. After some errors SQLite has rolled back by itself.
    private void RollBackWhatIsLeft()
    {
        if (_session.IsInTransaction)
        {
            _session.Run(Rollback);
        }
    }

    private abstract class Write
    {
        /// <summary>Gets why the write failed, or null.</summary>
        public Exception? Failure { get; protected set; }

        /// <summary>Makes the change. Returns false if it failed.</summary>
        public abstract bool TryRun(WriteTransaction transaction);

        /// <summary>Notes why the write failed.</summary>
        public abstract void Fail(Exception exception);

        /// <summary>Answers the caller.</summary>
        public abstract void Complete();
    }

    private sealed class Write<TResult>(
        Func<WriteTransaction, TResult> change, Action<TResult>? committed, CancellationToken cancellationToken) : Write
    {
        private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TResult? _result;

        public Task<TResult> Task => _answer.Task;

        public override bool TryRun(WriteTransaction transaction)
        {
            Failure = null;
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _result = change(transaction);

                return true;
            }
            catch (Exception exception)
            {
                Failure = SqliteFailure.Translate(exception);

                return false;
            }
        }

        public override void Fail(Exception exception) => Failure ??= exception;

        public override void Complete()
        {
            switch (Failure)
            {
                case null:
                    committed?.Invoke(_result!);
                    _answer.SetResult(_result!);
                    break;
                case OperationCanceledException:
                    _answer.SetCanceled(cancellationToken);
                    break;
                default:
                    _answer.SetException(Failure);
                    break;
            }
        }
    }
}

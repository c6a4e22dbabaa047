namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// Removes the events of users who were deleted, little by little between the writes of callers. What is left when the server stops
/// is removed after the next start.
/// </summary>
internal sealed class SqlitePurge : IDisposable
{
    /// <summary>How many events one write removes: a few milliseconds of work.</summary>
    public const int EventsAtOnce = 250;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private static readonly SqlText FindUser = new("SELECT id FROM deleted_users LIMIT 1");
    private static readonly SqlText FindFirst = new("SELECT sequence FROM activity WHERE user_id = ?1 ORDER BY sequence LIMIT 1");
    private static readonly SqlText RemoveEvents = new("DELETE FROM activity WHERE user_id = ?1 AND sequence < ?2");
    private static readonly SqlText RemoveUser = new("DELETE FROM deleted_users WHERE id = ?1");

    private readonly SqliteWriter _writer;
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _asked = new(0);

    public SqlitePurge(SqliteWriter writer)
    {
        _writer = writer;
        _ = Task.Run(RunAsync);
        Start();
    }

    /// <summary>Looks for users whose events are to be removed.</summary>
    public void Start() => _asked.Release();

    public void Dispose()
    {
        _ended.Cancel();
        _asked.Dispose();
        _ended.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _asked.WaitAsync(_ended.Token);
                while (await TryRemoveAsync())
                {
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or StoreDamagedException)
        {
            // The database is being closed, or damaged: then the next write of a caller says so.
        }
    }

    private async Task<bool> TryRemoveAsync()
    {
        try
        {
            return await _writer.WriteAsync(Remove, null, _ended.Token);
        }
        catch (Exception exception) when (exception is StoreFullException or StoreUnavailableException)
        {
            // Whoever calls meets the same failure, and hears of it.
            await Task.Delay(PauseAfterFailure, _ended.Token);

            return true;
        }
    }

    /// <summary>Removes some events of one user. Returns whether there was anything to remove.</summary>
    private static bool Remove(WriteTransaction transaction)
    {
        if (FindDeleted(transaction.Session) is not { } userId)
        {
            return false;
        }

        if (transaction.Session.FindNumber(FindFirst, userId) is { } first)
        {
            transaction.Session.Run(RemoveEvents, userId, first + EventsAtOnce);
        }
        else
        {
            transaction.Session.Run(RemoveUser, userId);
        }

        return true;
    }

    private static string? FindDeleted(SqliteSession session)
    {
        using var rows = session.Prepare(FindUser);

        return rows.Step() ? rows.GetText(0) : null;
    }
}

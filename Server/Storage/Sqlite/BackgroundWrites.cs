namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// Work on the database that no caller waits for, done little by little between the writes of callers. What is left when the server
/// stops is done after the next start.
/// </summary>
internal sealed class BackgroundWrites : IDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly SqliteWriter _writer;
    private readonly Func<WriteTransaction, bool> _write;
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _asked = new(0);

    /// <param name="writer">Writes.</param>
    /// <param name="write">Does a few milliseconds of the work. Returns whether there was anything to do.</param>
    public BackgroundWrites(SqliteWriter writer, Func<WriteTransaction, bool> write)
    {
        _writer = writer;
        _write = write;
        _ = Task.Run(RunAsync);
    }

    /// <summary>Says that there may be work.</summary>
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
                while (await TryWriteAsync())
                {
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or StoreDamagedException)
        {
            // The database is being closed, or damaged: then the next write of a caller says so.
        }
    }

    private async Task<bool> TryWriteAsync()
    {
        try
        {
            return await _writer.WriteAsync(_write, null, _ended.Token);
        }
        catch (Exception exception) when (exception is StoreFullException or StoreUnavailableException)
        {
            // Whoever calls meets the same failure, and hears of it.
            await Task.Delay(PauseAfterFailure, _ended.Token);

            return true;
        }
    }
}

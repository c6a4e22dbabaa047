namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Opens the database before the server listens. One that cannot be used as it is stops the start; one that does not answer does
/// not: the server is NOT_SERVING, tries again, and serves as soon as it can.
/// </summary>
internal sealed class PostgresStart(PostgresDatabase database, TimeProvider clock, ILogger<PostgresStart> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.OpenAsync(cancellationToken);
        }
        catch (StoreUnavailableException exception)
        {
            logger.NotOpen(database.Description, Reason(exception));
            await base.StartAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? last = null;
        while (!database.Opened.IsCompleted)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            try
            {
                await database.OpenAsync(stoppingToken);
                logger.Opened(database.Description);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (last != Reason(exception))
                {
                    last = Reason(exception);
                    logger.NotOpen(database.Description, last);
                }
            }
        }
    }

    private static string Reason(Exception exception) =>
        exception.InnerException is { } cause ? $"{exception.Message} {Reason(cause)}" : exception.Message;
}

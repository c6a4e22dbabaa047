using CodeFirst.Hosting;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Looks regularly whether the standby can be used, so that no caller has to find out, and that reads are never much older than the time
/// between two looks.
/// </summary>
internal sealed class PostgresStandbyWatch(PostgresDatabase database, PostgresStandby standby, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Refuses a standby of another database before the server listens. One that does not answer is used when it does.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!standby.IsConfigured)
        {
            return;
        }

        if (database.Opened.IsCompleted)
        {
            await standby.LookAsync(0, cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.Opened.WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(Interval, clock);
            do
            {
                var position = await PositionAsync(stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
                await LookAsync(position, stoppingToken);
            }
            while (!stoppingToken.IsCancellationRequested);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    // 0 if the primary does not answer: nobody writes then, so the standby is as new as it will be.
    private async Task<long> PositionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await standby.ReadPositionAsync(cancellationToken) ?? 0;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    private async Task LookAsync(long position, CancellationToken cancellationToken)
    {
        try
        {
            await standby.LookAsync(position, cancellationToken);
        }
        catch (StartupException exception)
        {
            standby.Lose(exception.Message);
        }
    }
}

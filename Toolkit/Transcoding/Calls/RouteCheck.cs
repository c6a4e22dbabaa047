namespace CodeFirst.Transcoding.Calls;

/// <summary>Makes the table of routes at start, so that a contract that cannot be served ends the start and not a request.</summary>
internal sealed class RouteCheck(RouteSource routes, ILogger<CallParts> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (routes is { IsMapped: true, Table.IsEmpty: true })
        {
            logger.NoRoutes();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

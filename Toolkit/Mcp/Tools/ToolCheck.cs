namespace CodeFirst.Mcp.Tools;

/// <summary>Makes the tools at start, so that names that nobody could use end the start and not a request.</summary>
internal sealed class ToolCheck(ToolMappings mappings, ILogger<ToolSet> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (mappings.All.Any(tools => tools.All.Count == 0))
        {
            logger.NoTools();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

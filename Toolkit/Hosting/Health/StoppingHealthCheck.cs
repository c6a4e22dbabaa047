using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodeFirst.Hosting.Health;

/// <summary>NOT_SERVING from the moment the server is told to stop, while calls in flight still finish.</summary>
internal sealed class StoppingHealthCheck(IHostApplicationLifetime lifetime, HealthLogFilter log) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Task.FromResult(HealthCheckResult.Healthy());
        }

        log.IsStopping = true;

        return Task.FromResult(HealthCheckResult.Unhealthy("The server is stopping."));
    }
}

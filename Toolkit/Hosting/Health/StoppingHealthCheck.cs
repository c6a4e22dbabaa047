using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodeFirst.Hosting.Health;

/// <summary>NOT_SERVING from the moment the server is told to stop, while calls in flight still finish.</summary>
internal sealed class StoppingHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The server is stopping.")
            : HealthCheckResult.Healthy());
}

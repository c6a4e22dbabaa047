using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodeFirst.Server.Storage;

/// <summary>Healthy while the store answers a read.</summary>
internal sealed class StorageHealthCheck(IUserStore users) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await users.FindAsync("", cancellationToken);

            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException exception)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", exception);
        }
    }
}

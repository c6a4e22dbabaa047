using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodeFirst.Server.Storage;

/// <summary>Healthy while the store answers a read, and was not found to be damaged.</summary>
internal sealed class StorageHealthCheck(IUserStore users, StoreDamage damage) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await users.FindAsync("", cancellationToken);

            return damage.IsFound ? HealthCheckResult.Unhealthy("The store is damaged.") : HealthCheckResult.Healthy();
        }
        catch (StoreDamagedException exception)
        {
            damage.Report(exception);

            return HealthCheckResult.Unhealthy("The store is damaged.", exception);
        }
        catch (StoreUnavailableException exception)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", exception);
        }
    }
}

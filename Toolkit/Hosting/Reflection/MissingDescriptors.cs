using CodeFirst.Hosting.Calls;

namespace CodeFirst.Hosting.Reflection;

/// <summary>Says at start which services reflection cannot show.</summary>
internal sealed class MissingDescriptors(MappedServices mapped, IHostEnvironment environment, ILogger<ReflectedServices> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var missing = mapped.Own.Where(service => ContractFirst.Find(service.Type) is null).Select(service => service.Name).ToHashSet();
        if (missing.Count > 0)
        {
            Remove(missing);
        }

        foreach (var service in missing)
        {
            logger.NotReflected(service);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Ends with the last one that is found: the program's own set has them all, and then no other assembly is searched at start.
    private void Remove(HashSet<string> missing)
    {
        foreach (var described in DescriptorSets.ServiceNames(environment))
        {
            if (missing.Remove(described) && missing.Count == 0)
            {
                return;
            }
        }
    }
}

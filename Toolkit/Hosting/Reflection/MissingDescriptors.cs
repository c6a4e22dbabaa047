using CodeFirst.Hosting.Calls;

namespace CodeFirst.Hosting.Reflection;

/// <summary>Says at start which services reflection cannot show.</summary>
internal sealed class MissingDescriptors(MappedServices mapped, IHostEnvironment environment, ILogger<ReflectedServices> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var missing = mapped.Own.Where(service => ContractFirst.Find(service.Type) is null).Select(service => service.Name).ToHashSet();
        foreach (var described in DescriptorSets.ServiceNames(environment).TakeWhile(_ => missing.Count > 0))
        {
            missing.Remove(described);
        }

        foreach (var service in missing)
        {
            logger.NotReflected(service);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

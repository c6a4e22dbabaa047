using CodeFirst.Hosting.Calls;

namespace CodeFirst.Hosting.Reflection;

/// <summary>Says at start which services reflection cannot show, where that is certain without parsing anything.</summary>
internal sealed class MissingDescriptors(MappedServices mapped, IHostEnvironment environment, ILogger<ReflectedServices> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!DescriptorSets.Exist(environment))
        {
            foreach (var service in mapped.Own.Where(service => ContractFirst.Find(service.Type) is null))
            {
                logger.NotReflected(service.Name);
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CodeFirst.Hosting.Listening;

/// <summary>
/// Lists each address of the server once. Kestrel lists a shared port once for each protocol, and does not let its own list be changed, so
/// another list takes its place.
/// </summary>
internal sealed class SharedPortAddress(IServer server) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (server.Features.Get<IServerAddressesFeature>() is { } listed
            && listed.Addresses.Distinct().ToList() is { } addresses
            && addresses.Count < listed.Addresses.Count)
        {
            var once = new ServerAddressesFeature { PreferHostingUrls = listed.PreferHostingUrls };
            addresses.ForEach(once.Addresses.Add);
            server.Features.Set<IServerAddressesFeature>(once);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

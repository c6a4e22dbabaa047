using Grpc.Net.Client.Balancer;

namespace CodeFirst.Calling.Connections;

/// <summary>
/// What a channel finds beside the services of the application: the ways to resolve its address. The application's own resolvers go
/// first; ours are not added to it, where other clients would get them.
/// </summary>
internal sealed class ChannelServices(IServiceProvider? application, params ResolverFactory[] resolvers) : IServiceProvider
{
    public object? GetService(Type serviceType)
    {
        var service = application?.GetService(serviceType);
        if (serviceType != typeof(IEnumerable<ResolverFactory>))
        {
            return service;
        }

        return service is IEnumerable<ResolverFactory> own ? own.Concat(resolvers) : resolvers;
    }
}

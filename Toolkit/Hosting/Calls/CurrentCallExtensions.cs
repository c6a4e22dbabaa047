using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodeFirst.Hosting;

/// <summary>Lets the clients in a service know which call is being answered.</summary>
public static class CurrentCallExtensions
{
    /// <summary>
    /// Adds a <c>Func&lt;ServerCallContext?&gt;</c> that returns the gRPC call being answered, or null outside of one. Clients of
    /// CodeFirst.Calling use it: the calls they make for a call end with it, when its deadline is over or its caller gives up.
    /// </summary>
    /// <remarks>Not part of <c>AddCodeFirst</c>: it costs every request a little, and most services call no other.</remarks>
    public static IServiceCollection AddCurrentCall(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddHttpContextAccessor();
        services.TryAddSingleton<Func<ServerCallContext?>>(provider =>
        {
            var requests = provider.GetRequiredService<IHttpContextAccessor>();

            return () => requests.HttpContext?.Features.Get<IServerCallContextFeature>()?.ServerCallContext;
        });

        return services;
    }
}

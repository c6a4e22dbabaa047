using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodeFirst.Hosting;

/// <summary>Tells the clients in a service which call it is handling.</summary>
public static class CurrentCallExtensions
{
    /// <summary>
    /// Adds a <c>Func&lt;ServerCallContext?&gt;</c> that returns the gRPC call that the service is handling, or null outside of one.
    /// Clients of CodeFirst.Calling use it: the calls that they make for that call end when its deadline passes or its caller cancels.
    /// </summary>
    /// <remarks>Not part of <c>AddCodeFirst</c>: it costs a little in every request, and most services call no others.</remarks>
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

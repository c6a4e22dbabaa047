using CodeFirst.Calling;
using CodeFirst.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Client;

/// <summary>Adds the client of the user service to an application.</summary>
public static class UserServiceClientExtensions
{
    /// <summary>Adds <see cref="IUserService"/>, called over gRPC. Adding it again adds to its options.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets at least <see cref="CodeFirstClientOptions.Address"/>.</param>
    /// <returns>What configures the HTTP client under the calls, and the gRPC client: handlers, interceptors.</returns>
    public static IHttpClientBuilder AddUserServiceClient(this IServiceCollection services, Action<CodeFirstClientOptions> configure)
    {
        services.AddCodeFirstClient<IUserService>(UserCalls.Configure);

        return services.AddCodeFirstClient<IUserService>(configure);
    }

    /// <summary>Adds <see cref="IUserService"/>, called over gRPC. Adding it again adds to its options.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configuration">A section with the properties of <see cref="CodeFirstClientOptions"/>.</param>
    /// <returns>What configures the HTTP client under the calls, and the gRPC client: handlers, interceptors.</returns>
    public static IHttpClientBuilder AddUserServiceClient(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCodeFirstClient<IUserService>(UserCalls.Configure);

        return services.AddCodeFirstClient<IUserService>(configuration);
    }

    /// <summary>
    /// Adds one of several clients: <see cref="IUserService"/> with the key <paramref name="key"/>. Adding it again adds to its options.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="key">The key, as in <c>[FromKeyedServices("eu")]</c>.</param>
    /// <param name="configure">Sets at least <see cref="CodeFirstClientOptions.Address"/>.</param>
    /// <returns>What configures the HTTP client under the calls, and the gRPC client: handlers, interceptors.</returns>
    public static IHttpClientBuilder AddUserServiceClient(
        this IServiceCollection services, string key, Action<CodeFirstClientOptions> configure)
    {
        services.AddCodeFirstClient<IUserService>(key, UserCalls.Configure);

        return services.AddCodeFirstClient<IUserService>(key, configure);
    }

    /// <summary>
    /// Adds one of several clients: <see cref="IUserService"/> with the key <paramref name="key"/>. Adding it again adds to its options.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="key">The key, as in <c>[FromKeyedServices("eu")]</c>.</param>
    /// <param name="configuration">A section with the properties of <see cref="CodeFirstClientOptions"/>.</param>
    /// <returns>What configures the HTTP client under the calls, and the gRPC client: handlers, interceptors.</returns>
    public static IHttpClientBuilder AddUserServiceClient(this IServiceCollection services, string key, IConfiguration configuration)
    {
        services.AddCodeFirstClient<IUserService>(key, UserCalls.Configure);

        return services.AddCodeFirstClient<IUserService>(key, configuration);
    }
}

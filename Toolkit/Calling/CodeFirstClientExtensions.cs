using System.Diagnostics.CodeAnalysis;
using CodeFirst.Calling.Calls;
using CodeFirst.Calling.Connections;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Calling;

/// <summary>Adds clients of contracts to an application.</summary>
public static class CodeFirstClientExtensions
{
    /// <summary>
    /// Adds a contract, called over gRPC: <typeparamref name="TContract"/> can be injected. Adding it again adds to its options.
    /// </summary>
    /// <typeparam name="TContract">The interface with <c>[ServiceContract]</c> or <c>[Service]</c>.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets at least <see cref="CodeFirstClientOptions.Address"/>.</param>
    /// <returns>The builder of the HTTP client, for handlers and interceptors.</returns>
    public static IHttpClientBuilder AddCodeFirstClient<[DynamicallyAccessedMembers(ContractMethods.Read)] TContract>(
        this IServiceCollection services, Action<CodeFirstClientOptions> configure)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

        var name = ClientName.Of(typeof(TContract));
        services.AddClientOptions(name).Configure(configure);

        return services.AddClient<TContract>(name);
    }

    /// <summary>
    /// Adds a contract, called over gRPC: <typeparamref name="TContract"/> can be injected. Adding it again adds to its options.
    /// </summary>
    /// <typeparam name="TContract">The interface with <c>[ServiceContract]</c> or <c>[Service]</c>.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="configuration">A section with the properties of <see cref="CodeFirstClientOptions"/>.</param>
    /// <returns>The builder of the HTTP client, for handlers and interceptors.</returns>
    public static IHttpClientBuilder AddCodeFirstClient<[DynamicallyAccessedMembers(ContractMethods.Read)] TContract>(
        this IServiceCollection services, IConfiguration configuration)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);

        var name = ClientName.Of(typeof(TContract));
        services.AddClientOptions(name).Bind(configuration);

        return services.AddClient<TContract>(name);
    }

    /// <summary>
    /// Adds one of several clients of a contract: <typeparamref name="TContract"/> can be injected with the key <paramref name="key"/>.
    /// Adding it again adds to its options.
    /// </summary>
    /// <typeparam name="TContract">The interface with <c>[ServiceContract]</c> or <c>[Service]</c>.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="key">The key, as in <c>[FromKeyedServices("eu")]</c>.</param>
    /// <param name="configure">Sets at least <see cref="CodeFirstClientOptions.Address"/>.</param>
    /// <returns>The builder of the HTTP client, for handlers and interceptors.</returns>
    public static IHttpClientBuilder AddCodeFirstClient<[DynamicallyAccessedMembers(ContractMethods.Read)] TContract>(
        this IServiceCollection services, string key, Action<CodeFirstClientOptions> configure)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddClientOptions(ClientName.Of(typeof(TContract), key)).Configure(configure);

        return services.AddKeyedClient<TContract>(key);
    }

    /// <summary>
    /// Adds one of several clients of a contract: <typeparamref name="TContract"/> can be injected with the key <paramref name="key"/>.
    /// Adding it again adds to its options.
    /// </summary>
    /// <typeparam name="TContract">The interface with <c>[ServiceContract]</c> or <c>[Service]</c>.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="key">The key, as in <c>[FromKeyedServices("eu")]</c>.</param>
    /// <param name="configuration">A section with the properties of <see cref="CodeFirstClientOptions"/>.</param>
    /// <returns>The builder of the HTTP client, for handlers and interceptors.</returns>
    public static IHttpClientBuilder AddCodeFirstClient<[DynamicallyAccessedMembers(ContractMethods.Read)] TContract>(
        this IServiceCollection services, string key, IConfiguration configuration)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(configuration);

        services.AddClientOptions(ClientName.Of(typeof(TContract), key)).Bind(configuration);

        return services.AddKeyedClient<TContract>(key);
    }

    private static OptionsBuilder<CodeFirstClientOptions> AddClientOptions(this IServiceCollection services, string name)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<CodeFirstClientOptions>, CodeFirstClientOptionsValidator>());

        return services.AddOptions<CodeFirstClientOptions>(name).ValidateOnStart();
    }

    private static IHttpClientBuilder AddKeyedClient<[DynamicallyAccessedMembers(ContractMethods.Read)] TContract>(
        this IServiceCollection services, string key)
        where TContract : class
    {
        var name = ClientName.Of(typeof(TContract), key);
        services.TryAddKeyedTransient<TContract>(
            key, (provider, _) => provider.GetRequiredService<GrpcClientFactory>().CreateClient<TContract>(name));

        // AddGrpcClient makes what it adds the client without a key too, and the last one of several would win.
        var unkeyed = services.Where(IsUnkeyedClient<TContract>).ToList();
        var client = services.AddClient<TContract>(name);
        foreach (var added in services.Where(IsUnkeyedClient<TContract>).Except(unkeyed).ToList())
        {
            services.Remove(added);
        }

        return client;
    }

    private static IHttpClientBuilder AddClient<[DynamicallyAccessedMembers(ContractMethods.Read)] TContract>(
        this IServiceCollection services, string name)
        where TContract : class
    {
        // What is added again is run again, once for each time: handlers, interceptors. Only options may come again.
        if (services.Any(service => service.ServiceType == typeof(ClientConnection<TContract>) && name.Equals(service.ServiceKey)))
        {
            return services.AddHttpClient(name);
        }

        services.AddKeyedSingleton(name, (provider, _) => new ClientConnection<TContract>(
            provider.GetRequiredService<IOptionsMonitor<CodeFirstClientOptions>>().Get(name),
            provider.GetService<Func<ServerCallContext?>>()));

        return services
            .AddGrpcClient<TContract>(name, (provider, grpc) =>
            {
                grpc.Address = Connection(provider).Address;
                grpc.ChannelOptionsActions.Add(Connection(provider).Configure);
            })
            .ConfigureGrpcClientCreator((provider, invoker) => Connection(provider).CreateClient(Connection(provider).Complete(invoker)))
            .ConfigurePrimaryHttpMessageHandler(provider => Connection(provider).CreateHandler())
            .AddHttpMessageHandler(provider => Connection(provider).CreateGuard())
            .RemoveAllLoggers(); // four lines for each call; gRPC has its own log

        ClientConnection<TContract> Connection(IServiceProvider provider) =>
            provider.GetRequiredKeyedService<ClientConnection<TContract>>(name);
    }

    private static bool IsUnkeyedClient<TContract>(ServiceDescriptor service) =>
        service is { IsKeyedService: false } && service.ServiceType == typeof(TContract);
}

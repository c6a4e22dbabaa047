using CodeFirst.Client.Connections;
using CodeFirst.Contracts;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Client;

/// <summary>Adds the client of the user service to an application.</summary>
public static class UserServiceClientExtensions
{
    private const string DefaultClient = nameof(IUserService);

    /// <summary>Adds <see cref="IUserService"/>, called over gRPC. Adding it again adds to its options.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets at least <see cref="UserServiceClientOptions.Address"/>.</param>
    /// <returns>What configures the HTTP client under the calls, and the gRPC client: interceptors, context propagation.</returns>
    public static IHttpClientBuilder AddUserServiceClient(this IServiceCollection services, Action<UserServiceClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddClientOptions(Options.DefaultName).Configure(configure);

        return services.AddClient(DefaultClient, Options.DefaultName);
    }

    /// <summary>Adds <see cref="IUserService"/>, called over gRPC. Adding it again adds to its options.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configuration">A section with the properties of <see cref="UserServiceClientOptions"/>.</param>
    /// <returns>What configures the HTTP client under the calls, and the gRPC client: interceptors, context propagation.</returns>
    public static IHttpClientBuilder AddUserServiceClient(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);

        services.AddClientOptions(Options.DefaultName).Bind(configuration);

        return services.AddClient(DefaultClient, Options.DefaultName);
    }

    /// <summary>
    /// Adds one of several clients: <see cref="IUserService"/> with the key <paramref name="name"/>, also made by
    /// <see cref="GrpcClientFactory.CreateClient{TClient}(string)"/>. Adding it again adds to its options.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The name of the client and of its options.</param>
    /// <param name="configure">Sets at least <see cref="UserServiceClientOptions.Address"/>.</param>
    /// <returns>What configures the HTTP client under the calls, and the gRPC client: interceptors, context propagation.</returns>
    public static IHttpClientBuilder AddUserServiceClient(
        this IServiceCollection services, string name, Action<UserServiceClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddClientOptions(name).Configure(configure);

        return services.AddKeyedClient(name);
    }

    /// <summary>
    /// Adds one of several clients: <see cref="IUserService"/> with the key <paramref name="name"/>, also made by
    /// <see cref="GrpcClientFactory.CreateClient{TClient}(string)"/>. Adding it again adds to its options.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The name of the client and of its options.</param>
    /// <param name="configuration">A section with the properties of <see cref="UserServiceClientOptions"/>.</param>
    /// <returns>What configures the HTTP client under the calls, and the gRPC client: interceptors, context propagation.</returns>
    public static IHttpClientBuilder AddUserServiceClient(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configuration);

        services.AddClientOptions(name).Bind(configuration);

        return services.AddKeyedClient(name);
    }

    private static OptionsBuilder<UserServiceClientOptions> AddClientOptions(this IServiceCollection services, string name)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<UserServiceClientOptions>, UserServiceClientOptionsValidator>());

        return services.AddOptions<UserServiceClientOptions>(name).ValidateOnStart();
    }

    private static IHttpClientBuilder AddKeyedClient(this IServiceCollection services, string name)
    {
        if (name == DefaultClient)
        {
            throw new ArgumentException($"'{name}' is the name of the client that is added without one: choose another.", nameof(name));
        }

        services.TryAddKeyedTransient<IUserService>(
            name, (provider, _) => provider.GetRequiredService<GrpcClientFactory>().CreateClient<IUserService>(name));

        // AddGrpcClient makes what it adds the client without a key too, and the last one of several would win.
        var unkeyed = services.Where(IsUnkeyedClient).ToList();
        var client = services.AddClient(name, name);
        foreach (var added in services.Where(IsUnkeyedClient).Except(unkeyed).ToList())
        {
            services.Remove(added);
        }

        return client;
    }

    private static IHttpClientBuilder AddClient(this IServiceCollection services, string name, string optionsName)
    {
        // What is added again is run again, once for each time: handlers, interceptors. Only options may come again.
        if (services.Any(service => service.ServiceType == typeof(ClientConnection) && name.Equals(service.ServiceKey)))
        {
            return services.AddHttpClient(name);
        }

        services.AddKeyedSingleton(name, (provider, _) =>
            new ClientConnection(provider.GetRequiredService<IOptionsMonitor<UserServiceClientOptions>>().Get(optionsName)));

        return services
            .AddGrpcClient<IUserService>(name, (provider, grpc) =>
            {
                grpc.Address = Connection(provider).Address.Uri;
                grpc.ChannelOptionsActions.Add(Connection(provider).Configure);
            })
            .ConfigureGrpcClientCreator((provider, invoker) => Connection(provider).CreateClient(invoker))
            .ConfigurePrimaryHttpMessageHandler(provider => Connection(provider).CreateHandler())
            .AddHttpMessageHandler(provider => Connection(provider).CreateGuard())
            .RemoveAllLoggers(); // four lines for each call; gRPC has its own log

        ClientConnection Connection(IServiceProvider provider) => provider.GetRequiredKeyedService<ClientConnection>(name);
    }

    private static bool IsUnkeyedClient(ServiceDescriptor service) =>
        service is { IsKeyedService: false } && service.ServiceType == typeof(IUserService);
}

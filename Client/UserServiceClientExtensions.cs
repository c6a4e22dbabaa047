using CodeFirst.Contracts;
using Microsoft.Extensions.DependencyInjection;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Client;

/// <summary>Adds the client of the user service to an application.</summary>
public static class UserServiceClientExtensions
{
    /// <summary>Adds <see cref="IUserService"/>, called over gRPC.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets at least <see cref="UserServiceClientOptions.Address"/>.</param>
    /// <returns>What configures the HTTP client under the calls.</returns>
    public static IHttpClientBuilder AddUserServiceClient(
        this IServiceCollection services, Action<UserServiceClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

        var options = new UserServiceClientOptions();
        configure(options);
        var scheme = options.Insecure ? "http" : "https";

        return services
            .AddGrpcClient<IUserService>(grpc => grpc.Address = new Uri($"{scheme}://{options.Address}"))
            .ConfigureGrpcClientCreator(invoker => invoker.CreateGrpcService<IUserService>(UserServiceClientFactory.Instance));
    }
}

using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ServiceDescriptor = Microsoft.Extensions.DependencyInjection.ServiceDescriptor;

namespace CodeFirst.Transcoding;

/// <summary>HTTP/JSON for gRPC services: the routes are those that the contract says (<c>google.api.http</c>).</summary>
public static class TranscodingExtensions
{
    /// <summary>
    /// Adds HTTP/JSON to the application; <see cref="MapTranscoding(IEndpointRouteBuilder)"/> maps the routes.
    /// </summary>
    /// <param name="builder">The application.</param>
    public static WebApplicationBuilder AddTranscoding(this WebApplicationBuilder builder) => builder.AddTranscoding(_ => { });

    /// <summary>
    /// Adds HTTP/JSON to the application; <see cref="MapTranscoding(IEndpointRouteBuilder)"/> maps the routes. You can call it several
    /// times: the options add up.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Changes options.</param>
    public static WebApplicationBuilder AddTranscoding(this WebApplicationBuilder builder, Action<TranscodingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddTranscoding(configure);

        return builder;
    }

    /// <summary>
    /// Adds HTTP/JSON to the application; <see cref="MapTranscoding(IEndpointRouteBuilder)"/> maps the routes.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    public static IServiceCollection AddTranscoding(this IServiceCollection services) => services.AddTranscoding(_ => { });

    /// <summary>
    /// Adds HTTP/JSON to the application; <see cref="MapTranscoding(IEndpointRouteBuilder)"/> maps the routes. You can call it several
    /// times: the options add up.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Changes options.</param>
    public static IServiceCollection AddTranscoding(this IServiceCollection services, Action<TranscodingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(RouteSource)))
        {
            return services;
        }

        services.AddOptions<TranscodingOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TranscodingOptions>, TranscodingOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => ContractDescriptors.Parse(Sets(provider)));
        services.AddSingleton<MessageTexts>();
        services.AddSingleton<HeaderRules>();
        services.AddSingleton<Failures>();
        services.AddSingleton<FailureWriter>();
        services.AddSingleton(provider => new TranscodingErrors(
            provider.GetRequiredService<Failures>(), provider.GetRequiredService<FailureWriter>()));
        services.AddSingleton<CallParts>();
        services.AddSingleton<PlanSource>();
        services.AddSingleton<ServicePipeline>();
        services.AddSingleton<JsonMethodParts>();
        services.AddSingleton<RouteSource>();
        services.AddSingleton<IStartupFilter, RouteFinderFilter>();
        services.AddHostedService<RouteCheck>();

        return services;
    }

    /// <summary>
    /// Serves the routes of the services of this process. A request becomes a call of the method's own gRPC endpoint: what guards a gRPC
    /// call (middleware, authorization, interceptors, limits) guards it too.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>What adds to the endpoints of the routes, such as <c>RequireRateLimiting("http")</c>.</returns>
    /// <exception cref="InvalidOperationException">AddTranscoding was not called.</exception>
    public static IEndpointConventionBuilder MapTranscoding(this IEndpointRouteBuilder endpoints) => Map(endpoints, invoker: null);

    /// <summary>Serves the routes of all contracts, and calls a service elsewhere.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="channel">Where the service is.</param>
    /// <returns>What adds to the endpoints of the routes, such as <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException">AddTranscoding was not called.</exception>
    public static IEndpointConventionBuilder MapTranscoding(this IEndpointRouteBuilder endpoints, ChannelBase channel)
    {
        ArgumentNullException.ThrowIfNull(channel);

        return Map(endpoints, channel.CreateCallInvoker());
    }

    /// <summary>Serves the routes of all contracts, and calls a service elsewhere.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="invoker">What calls the service: a channel, with interceptors for identity, retries and the like.</param>
    /// <returns>What adds to the endpoints of the routes, such as <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException">AddTranscoding was not called.</exception>
    public static IEndpointConventionBuilder MapTranscoding(this IEndpointRouteBuilder endpoints, CallInvoker invoker)
    {
        ArgumentNullException.ThrowIfNull(invoker);

        return Map(endpoints, invoker);
    }

    private static Mapping Map(IEndpointRouteBuilder endpoints, CallInvoker? invoker)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var routes = endpoints.ServiceProvider.GetService<RouteSource>() ?? throw new InvalidOperationException(
            "Transcoding is not registered. Call builder.AddTranscoding() before builder.Build().");
        var mapping = new Mapping(endpoints, invoker);
        routes.Add(mapping);

        // Without a source of endpoints, the application runs none.
        endpoints.DataSources.Add(new DefaultEndpointDataSource());

        return mapping;
    }

    private static IEnumerable<byte[]> Sets(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<TranscodingOptions>>().Value.DescriptorSets is { Count: > 0 } sets
            ? sets
            : EmbeddedSets.Read(provider.GetRequiredService<IHostEnvironment>());
}

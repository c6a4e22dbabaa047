using System.Diagnostics.CodeAnalysis;
using Grpc.AspNetCore.HealthChecks;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

namespace CodeFirst.Hosting.Start;

/// <summary>
/// Options, registered by their closed types. The framework registers the open ones (<c>IOptions&lt;&gt;</c>); a native program then has
/// to build about ten generic types at run time for each options class that is used, and arrays of them: a third of the whole start. A
/// type that code names is built by the compiler. What the services do is the same.
/// </summary>
internal static class ClosedOptions
{
    private const DynamicallyAccessedMemberTypes Constructor = DynamicallyAccessedMemberTypes.PublicParameterlessConstructor;

    /// <summary>Closes the options that every program of this package reads while it starts.</summary>
    public static IServiceCollection AddFrameworkOptions(this IServiceCollection services) => services
        .AddClosed<GrpcHealthChecksOptions>()
        .AddClosed<GrpcServiceOptions>()
        .AddClosed<HealthCheckPublisherOptions>()
        .AddClosed<HealthCheckServiceOptions>()
        .AddClosed<HostOptions>()
        .AddClosed<FormOptions>()
        .AddClosed<ConsoleLifetimeOptions>()
        .AddClosed<KestrelServerOptions>()
        .AddClosed<LoggerFactoryOptions>()
        .AddClosed<RouteHandlerOptions>()
        .AddClosed<RouteOptions>()
        .AddClosed<SocketTransportOptions>()
        .AddClosed<ValidationOptions>()
        .AddClosedMonitor<ConsoleFormatterOptions>()
        .AddClosedMonitor<ConsoleLoggerOptions>()
        .AddClosedMonitor<HostFilteringOptions>()
        .AddClosedMonitor<JsonConsoleFormatterOptions>()
        .AddClosedMonitor<LoggerFilterOptions>()
        .AddClosedMonitor<MetricsOptions>()
        .AddClosedMonitor<SimpleConsoleFormatterOptions>();

    /// <summary>Closes what <c>IOptions</c> of one class takes.</summary>
    public static IServiceCollection AddClosed<[DynamicallyAccessedMembers(Constructor)] TOptions>(
        this IServiceCollection services)
        where TOptions : class
    {
        services.TryAddTransient<IOptionsFactory<TOptions>>(provider => new OptionsFactory<TOptions>(
            All<IConfigureOptions<TOptions>>(provider),
            All<IPostConfigureOptions<TOptions>>(provider),
            All<IValidateOptions<TOptions>>(provider)));
        services.TryAddSingleton<IOptions<TOptions>>(provider => new Made<TOptions>(provider.GetRequiredService<IOptionsFactory<TOptions>>()));

        return services;
    }

    /// <summary>Closes what <c>IOptions</c> and <c>IOptionsMonitor</c> of one class take.</summary>
    public static IServiceCollection AddClosedMonitor<[DynamicallyAccessedMembers(Constructor)] TOptions>(
        this IServiceCollection services)
        where TOptions : class
    {
        services.AddClosed<TOptions>();
        services.TryAddSingleton<IOptionsMonitorCache<TOptions>>(_ => new OptionsCache<TOptions>());
        services.TryAddSingleton<IOptionsMonitor<TOptions>>(provider => new OptionsMonitor<TOptions>(
            provider.GetRequiredService<IOptionsFactory<TOptions>>(),
            All<IOptionsChangeTokenSource<TOptions>>(provider),
            provider.GetRequiredService<IOptionsMonitorCache<TOptions>>()));

        return services;
    }

    // Asking for an empty list looks at every registration there is.
    private static IEnumerable<T> All<T>(IServiceProvider provider)
        where T : class =>
        provider.GetService<IServiceProviderIsService>() is { } registered && !registered.IsService(typeof(T)) ? [] : provider.GetServices<T>();

    // Made when it is first read, as the framework's is.
    private sealed class Made<[DynamicallyAccessedMembers(Constructor)] TOptions>(IOptionsFactory<TOptions> factory) : IOptions<TOptions>
        where TOptions : class
    {
        private readonly Lock _making = new();
        private volatile TOptions? _value;

        public TOptions Value
        {
            get
            {
                if (_value is { } value)
                {
                    return value;
                }

                lock (_making)
                {
                    return _value ??= factory.Create(Options.DefaultName);
                }
            }
        }
    }
}

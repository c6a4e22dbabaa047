using CodeFirst.Hosting.Calls;
using CodeFirst.Hosting.Health;
using Grpc.AspNetCore.HealthChecks;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodeFirst.Hosting;

/// <summary>The gRPC health service, for probes.</summary>
public static class HealthExtensions
{
    private const string Stopping = "stopping";

    /// <summary>
    /// Adds grpc.health.v1.Health for the whole server (the empty name) and for each mapped service. Every check from
    /// <c>builder.Services.AddHealthChecks()</c> counts for all of them. <c>live</c> is for liveness probes and ignores those checks,
    /// because restarting the server would not bring back a database. Once the server is told to stop, all of them are NOT_SERVING.
    /// </summary>
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(StoppingHealthCheck)))
        {
            return builder;
        }

        builder.Services.TryAddSingleton<MappedServices>();
        var log = new HealthLogFilter();
        builder.Logging.AddFilter(HealthLogFilter.Category, log.Logs);
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton<StoppingHealthCheck>();
        builder.Services.AddGrpcHealthChecks().AddCheck<StoppingHealthCheck>(Stopping);
        builder.Services.AddOptions<GrpcHealthChecksOptions>().Configure<MappedServices>((options, mapped) =>
        {
            foreach (var service in mapped.Own)
            {
                options.Services.Map(service.Name, _ => true);
            }

            options.Services.Map("live", check => check.Name == Stopping);
        });

        return builder;
    }

    /// <summary>
    /// Serves the health service, which also sends the program's version in the header <c>service-version</c>. Probes send no token, so it
    /// is open to everyone.
    /// </summary>
    /// <exception cref="InvalidOperationException">AddHealth was not called.</exception>
    public static WebApplication MapHealth(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetService<StoppingHealthCheck>() is null)
        {
            throw new InvalidOperationException(
                "The health service is not registered. Call builder.AddHealth(), or builder.AddCodeFirst(), before builder.Build().");
        }

        app.Services.GetRequiredService<MappedServices>().Attach(app);
        app.MapGrpcHealthChecksService().AllowAnonymous().WithVersionHeader();

        return app;
    }
}

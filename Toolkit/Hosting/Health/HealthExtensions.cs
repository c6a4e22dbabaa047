using CodeFirst.Hosting.Calls;
using CodeFirst.Hosting.Health;
using Grpc.AspNetCore.HealthChecks;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodeFirst.Hosting;

/// <summary>The gRPC health service, which probes ask.</summary>
public static class HealthExtensions
{
    private const string Stopping = "stopping";

    /// <summary>
    /// Answers grpc.health.v1.Health for the whole server (the empty name) and for each service that is mapped: every check that is added
    /// with <c>builder.Services.AddHealthChecks()</c> counts for all of them. And for <c>live</c>, which is for liveness probes and ignores
    /// those checks: a server that is started anew does not bring back a database that is away. From the moment the server is told to stop,
    /// all of them are NOT_SERVING.
    /// </summary>
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(StoppingHealthCheck)))
        {
            return builder;
        }

        builder.Services.TryAddSingleton<MappedServices>();
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
    /// Serves the health service, which also tells the program's version, in the header <c>service-version</c>. Probes carry no token, so
    /// it is open to everyone.
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

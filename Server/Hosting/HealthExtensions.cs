using CodeFirst.Hosting;

namespace CodeFirst.Server.Hosting;

internal static class HealthExtensions
{
    /// <summary>
    /// Answers grpc.health.v1.Health for the whole server ("") and for the user service. Every check that is added with
    /// AddHealthChecks counts for both.
    /// </summary>
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        if (builder.Services.All(service => service.ServiceType != typeof(StoppingHealthCheck)))
        {
            builder.Services.AddSingleton<StoppingHealthCheck>();
            builder.Services
                .AddGrpcHealthChecks(options => options.Services.Map("userservice.UserService", _ => true))
                .AddCheck<StoppingHealthCheck>("stopping");
        }

        return builder;
    }

    /// <summary>Serves the health service, which also tells the version. Probes carry no token, so it is open to everyone.</summary>
    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapGrpcHealthChecksService().AllowAnonymous().WithVersionHeader();
        return app;
    }
}

using CodeFirst.Hosting;

namespace CodeFirst.Server.Hosting;

internal static class HealthExtensions
{
    private const string Stopping = "stopping";

    /// <summary>
    /// Answers grpc.health.v1.Health for the whole server ("") and for the user service: every check that is added with
    /// AddHealthChecks counts for both. And for "live", which is for liveness probes: a server that is started anew does not bring back
    /// a database that is away.
    /// </summary>
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        if (builder.Services.All(service => service.ServiceType != typeof(StoppingHealthCheck)))
        {
            builder.Services.AddSingleton<StoppingHealthCheck>();
            builder.Services
                .AddGrpcHealthChecks(options =>
                {
                    options.Services.Map("userservice.UserService", _ => true);
                    options.Services.Map("live", check => check.Name == Stopping);
                })
                .AddCheck<StoppingHealthCheck>(Stopping);
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

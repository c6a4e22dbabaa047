using CodeFirst.Client;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.Hosting;

internal static class UpstreamExtensions
{
    /// <summary>Adds the client of the user service at USER_SERVICE_URL.</summary>
    public static WebApplicationBuilder AddUpstream(this WebApplicationBuilder builder)
    {
        builder.AddSettings<UpstreamOptions>();
        builder.Services.TryAddSingleton(provider => Connect(
            provider.GetRequiredService<IOptions<UpstreamOptions>>().Value, provider.GetRequiredService<ILoggerFactory>()));

        return builder;
    }

    private static UserServiceClient Connect(UpstreamOptions upstream, ILoggerFactory loggers) => UserServiceClient.Create(
        options =>
        {
            options.Address = upstream.Address;
            options.Insecure = upstream.Insecure;
            options.Audience = upstream.Audience;
            options.Deadline = upstream.Deadline;
            options.FailFast = true; // whoever asks over HTTP is told at once that the service is down
            options.MaxAttempts = 4; // about 1.5 s: a restart is not seen, and a service that is down is told well before the deadline
        },
        loggerFactory: loggers);
}

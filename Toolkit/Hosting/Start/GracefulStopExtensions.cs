namespace CodeFirst.Hosting;

/// <summary>Stops without losing calls.</summary>
public static class GracefulStopExtensions
{
    // Cloud Run kills the container 10 s after SIGTERM; what is left of them is for flushing telemetry and closing the store.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(8);

    /// <summary>
    /// On SIGTERM or Ctrl+C, the program takes no new connections. Calls in flight finish, or are reset when the time-out ends. An endless
    /// stream has to watch <see cref="IHostApplicationLifetime.ApplicationStopping"/>.
    /// </summary>
    public static WebApplicationBuilder AddGracefulStop(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        return builder;
    }
}

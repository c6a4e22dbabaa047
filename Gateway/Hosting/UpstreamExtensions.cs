using CodeFirst.Client;

namespace CodeFirst.Gateway.Hosting;

internal static class UpstreamExtensions
{
    /// <summary>Connects to the user service at USER_SERVICE_URL.</summary>
    public static WebApplicationBuilder AddUpstream(this WebApplicationBuilder builder)
    {
        builder.AddSettings<UpstreamOptions>();
        var upstream = new UpstreamOptions();
        upstream.Read(new SettingReader(builder.Configuration));
        builder.Services.AddUserServiceClient(options =>
        {
            options.Address = upstream.Address;
            options.Insecure = upstream.Insecure;
            options.Audience = upstream.Audience;
            options.Deadline = upstream.Deadline;
            options.FailFast = true; // whoever asks over HTTP is told at once that the service is down
            options.MaxAttempts = 4; // about 1.5 s: a restart is not seen, and a service that is down is told well before the deadline
        });

        return builder;
    }
}

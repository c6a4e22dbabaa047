namespace CodeFirst.Server.Activity;

/// <summary>Registers what records and streams activity.</summary>
internal static class ActivityExtensions
{
    public static WebApplicationBuilder AddActivity(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(ActivityFeed)))
        {
            return builder;
        }

        builder.Services.AddSingleton<ActivityFeed>();
        builder.Services.AddSingleton<ActivityFollower>();
        builder.Services.AddSingleton<ActivityRecorder>();
        builder.Services.AddSingleton<ActivityStreams>();

        return builder;
    }
}

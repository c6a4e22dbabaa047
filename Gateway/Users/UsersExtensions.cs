using CodeFirst.Client;
using CodeFirst.Gateway.Activity;
using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Limits;
using CodeFirst.Transcoding;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.Users;

internal static class UsersExtensions
{
    /// <summary>Adds the routes of the contract, and what calls the service for them.</summary>
    public static WebApplicationBuilder AddUsers(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(UserCalls)))
        {
            return builder;
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(provider => new ActivityRecording(
            provider.GetRequiredService<UserServiceClient>(),
            provider.GetRequiredService<IOptions<UpstreamOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<UserCalls>();
        builder.AddTranscoding();
        builder.Services.AddOptions<TranscodingOptions>().Configure<IConfiguration>((options, configuration) =>
        {
            // Not the validated options: what is wrong with them would be told twice.
            var (upstream, limits) = (new UpstreamOptions(), new RequestLimitOptions());
            upstream.Read(new SettingReader(configuration));
            limits.Read(new SettingReader(configuration));
            options.WritesProtoNames = true;
            options.IdempotencyFields.Add("event_id");
            options.MaxRequestBytes = limits.MaxBodyBytes;
            options.Deadline = upstream.Deadline;
            options.KeepAlive = upstream.Heartbeat;
            options.WaitsForResponseHeaders = true;
            options.ErrorDomain = Refusal.Domain;
            options.ServiceName = "user service";
        });

        return builder;
    }

    /// <summary>Maps the routes of the contract.</summary>
    public static WebApplication MapUsers(this WebApplication app)
    {
        app.MapTranscoding(app.Services.GetRequiredService<UserCalls>());

        return app;
    }
}

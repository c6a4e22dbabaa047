using CodeFirst.Gateway.Calls;
using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Limits;
using CodeFirst.Transcoding;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.Users;

internal static class UsersExtensions
{
    public static WebApplicationBuilder AddUsers(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<CallRunner>();
        builder.AddTranscoding();
        builder.Services.AddOptions<TranscodingOptions>().Configure<IOptions<UpstreamOptions>, IOptions<RequestLimitOptions>>(
            (options, upstream, limits) =>
            {
                options.WritesProtoNames = true;
                options.ErrorDomain = Refusal.Domain;
                options.ServiceName = "user service";
                options.IdempotencyFields.Add("event_id");
                options.MaxRequestBytes = limits.Value.MaxBodyBytes;
                options.Deadline = upstream.Value.Deadline;
                options.KeepAlive = upstream.Value.Heartbeat;
            });

        return builder;
    }

    /// <summary>Maps the routes of the contract.</summary>
    public static WebApplication MapUsers(this WebApplication app)
    {
        // To do before this lands: the client's own invoker, with identity, retries and resumed streams, instead of a plain channel.
        var upstream = app.Services.GetRequiredService<IOptions<UpstreamOptions>>().Value;
        var address = upstream.Address.Contains("://", StringComparison.Ordinal) ? upstream.Address : $"http://{upstream.Address}";
        app.MapTranscoding(GrpcChannel.ForAddress(address));

        return app;
    }
}

using System.Threading.RateLimiting;
using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Transcoding;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.Limits;

internal static class RateLimitExtensions
{
    // A stream that is refused: when another one ends is not known.
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Limits how often, and with how many streams, each client calls the user service.</summary>
    public static WebApplicationBuilder AddRateLimit(this WebApplicationBuilder builder)
    {
        builder.AddSettings<RateLimitOptions>();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, options) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(RequestLimiter(options.Value), StreamLimiter(options.Value));
            limiter.OnRejected = (rejected, _) => throw Refusal.TooManyRequests(
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : DefaultRetryAfter);
        });

        return builder;
    }

    /// <summary>Refuses clients that ask for too much with 429.</summary>
    public static WebApplication UseRateLimit(this WebApplication app)
    {
        // The limiters themselves take locks for every request, also to find that it is not limited.
        var options = app.Services.GetRequiredService<IOptions<RateLimitOptions>>().Value;
        app.UseWhen(context => IsLimited(context, options), limited => limited.UseRateLimiter());

        return app;
    }

    private static bool IsLimited(HttpContext context, RateLimitOptions options) =>
        Call(context) is { } call && (options.RequestsPerSecond > 0 || (options.Streams > 0 && call.IsStream));

    private static PartitionedRateLimiter<HttpContext> RequestLimiter(RateLimitOptions options) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => options.RequestsPerSecond > 0 && Call(context) is not null
            ? RateLimitPartition.GetTokenBucketLimiter(ClientAddress.Of(context, options.TrustedProxies), _ => new()
            {
                TokenLimit = options.Burst,
                TokensPerPeriod = options.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            })
            : RateLimitPartition.GetNoLimiter(""));

    private static PartitionedRateLimiter<HttpContext> StreamLimiter(RateLimitOptions options) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => options.Streams > 0 && Call(context) is { IsStream: true }
            ? RateLimitPartition.GetConcurrencyLimiter(ClientAddress.Of(context, options.TrustedProxies), _ => new()
            {
                PermitLimit = options.Streams,
            })
            : RateLimitPartition.GetNoLimiter(""));

    private static TranscodedMethodMetadata? Call(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<TranscodedMethodMetadata>();
}

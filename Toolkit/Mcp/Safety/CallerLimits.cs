using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Mcp.Safety;

/// <summary>Limits how many requests each caller sends, and how many of them run at the same time.</summary>
internal sealed class CallerLimits(IOptions<McpToolsOptions> options) : IDisposable
{
    private const int SecondsOfConcurrency = 1;
    private const int SegmentsOfMinute = 6;

    private readonly PartitionedRateLimiter<string> _rate = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetSlidingWindowLimiter(caller, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.MaxRequestsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = SegmentsOfMinute,
        }));

    private readonly PartitionedRateLimiter<string> _concurrency = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetConcurrencyLimiter(caller, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = options.Value.MaxConcurrentRequests,
        }));

    /// <summary>Takes what a request needs. Dispose it when the request is over.</summary>
    public CallerLease Acquire(HttpContext context)
    {
        var caller = CallerOf(context);
        var running = _concurrency.AttemptAcquire(caller);
        if (!running.IsAcquired)
        {
            return new CallerLease(running, nameof(McpToolsOptions.MaxConcurrentRequests), SecondsOfConcurrency);
        }

        using var sent = _rate.AttemptAcquire(caller);
        if (sent.IsAcquired)
        {
            return new CallerLease(running, refused: null, 0);
        }

        return new CallerLease(running, nameof(McpToolsOptions.MaxRequestsPerMinute), 60 / SegmentsOfMinute);
    }

    public void Dispose()
    {
        _rate.Dispose();
        _concurrency.Dispose();
    }

    // The prefix keeps a user from being taken for an address.
    private static string CallerOf(HttpContext context) => context.User is { Identity.IsAuthenticated: true } user
        ? $"user {user.FindFirst("sub")?.Value ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.Identity.Name}"
        : $"address {context.Connection.RemoteIpAddress}";
}

using System.Threading.RateLimiting;

namespace CodeFirst.Mcp.Safety;

/// <summary>What a request holds of the limits of its caller while it runs.</summary>
/// <param name="lease">The lease.</param>
/// <param name="refused">The option that refuses the request, or null.</param>
/// <param name="retryAfterSeconds">How long to wait before another attempt.</param>
internal sealed class CallerLease(RateLimitLease lease, string? refused, int retryAfterSeconds) : IDisposable
{
    public string? Refused { get; } = refused;

    public int RetryAfterSeconds { get; } = retryAfterSeconds;

    public void Dispose() => lease.Dispose();
}

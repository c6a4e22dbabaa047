using System.Globalization;
using System.Net;
using CodeFirst.Mcp.Protocol;
using CodeFirst.Mcp.Tools;
using Microsoft.Extensions.Options;

namespace CodeFirst.Mcp.Safety;

/// <summary>Refuses requests that web pages have made their visitors' browsers send, and callers over their limits.</summary>
internal sealed class RequestGuard(IOptions<McpToolsOptions> options, CallerLimits limits, ILogger<ToolSet> logger)
{
    private readonly McpToolsOptions _options = options.Value;

    /// <summary>Takes what a request needs of its caller's limits. Dispose it when the request is over.</summary>
    /// <param name="context">The request.</param>
    /// <param name="refused">Why it may not run; null if it may.</param>
    public CallerLease? Admit(HttpContext context, out RpcError? refused)
    {
        refused = RefuseForeign(context);
        if (refused is not null)
        {
            return null;
        }

        var lease = limits.Acquire(context);
        if (lease.Refused is { } option)
        {
            logger.TooMany(option);
            var wait = lease.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers.RetryAfter = wait;
            refused = RpcError.Refused(StatusCodes.Status429TooManyRequests, $"Too many requests. Wait {wait} s, and try again.");
        }

        return lease;
    }

    private RpcError? RefuseForeign(HttpContext context)
    {
        var isLocal = context.Connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address);
        if (isLocal && !IsLocalHost(context.Request.Host.Host) && !_options.AllowedHosts.Contains(context.Request.Host.Host))
        {
            logger.Foreign(nameof(_options.AllowedHosts));

            return RpcError.Refused(
                StatusCodes.Status403Forbidden,
                $"The host '{context.Request.Host.Host}' is not one of this machine: see {nameof(McpToolsOptions)}.AllowedHosts.");
        }

        if (context.Request.Headers.Origin is { Count: > 0 } origins && !origins.All(origin => MayCall(origin, isLocal)))
        {
            logger.Foreign(nameof(_options.AllowedOrigins));

            return RpcError.Refused(
                StatusCodes.Status403Forbidden, $"Pages of this origin may not call: see {nameof(McpToolsOptions)}.AllowedOrigins.");
        }

        return null;
    }

    private bool MayCall(string? origin, bool isLocal) =>
        origin is not null
        && (_options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || (isLocal && Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLocalHost(uri.Host)));

    private static bool IsLocalHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

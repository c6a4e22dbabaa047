using System.Globalization;
using System.Net;
using CodeFirst.Mcp.Tools;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace CodeFirst.Mcp.Safety;

/// <summary>Refuses requests that web pages have made their visitors' browsers send, and callers over their limits.</summary>
internal sealed class RequestGuard(IOptions<McpToolsOptions> options, CallerLimits limits, ILogger<ToolSet> logger)
{
    private readonly McpToolsOptions _options = options.Value;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isLocal = context.Connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address);
        if (isLocal && !IsLocalHost(context.Request.Host.Host) && !_options.AllowedHosts.Contains(context.Request.Host.Host))
        {
            await RefuseAsync(
                context,
                nameof(_options.AllowedHosts),
                $"The host '{context.Request.Host.Host}' is not one of this machine: see {nameof(McpToolsOptions)}.AllowedHosts.");
        }
        else if (context.Request.Headers.Origin is { Count: > 0 } origins
            && !origins.All(origin => MayCall(origin, isLocal)))
        {
            await RefuseAsync(
                context,
                nameof(_options.AllowedOrigins),
                $"Pages of this origin may not call: see {nameof(McpToolsOptions)}.AllowedOrigins.");
        }
        else
        {
            await LimitAsync(context, next);
        }
    }

    private async Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        using var leases = limits.Acquire(context);
        if (leases.Refused is { } option)
        {
            logger.TooMany(option);
            context.Response.Headers.RetryAfter = leases.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await WriteAsync(
                context,
                StatusCodes.Status429TooManyRequests,
                $"Too many requests. Wait {leases.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture)} s, and try again.");

            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = _options.MaxRequestBytes;
        }

        await next(context);
    }

    private bool MayCall(string? origin, bool isLocal) =>
        origin is not null
        && (_options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || (isLocal && Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLocalHost(uri.Host)));

    private static bool IsLocalHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private async Task RefuseAsync(HttpContext context, string option, string message)
    {
        logger.Foreign(option);
        await WriteAsync(context, StatusCodes.Status403Forbidden, message);
    }

    // An error of JSON-RPC without an id, as the protocol has it for requests that are refused unread.
    private static async Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            $$$"""{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"{{{System.Text.Json.JsonEncodedText.Encode(message)}}}"}}""",
            context.RequestAborted);
    }
}

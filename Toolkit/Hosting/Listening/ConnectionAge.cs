using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Hosting.Listening;

/// <summary>
/// Ends connections that are old, or the clients of a service behind a name with many addresses would never see a new instance.
/// Calls in flight finish: HTTP/2 clients are sent GOAWAY, HTTP/1.1 clients "Connection: close".
/// </summary>
internal static class ConnectionAge
{
    public static Func<ConnectionDelegate, ConnectionDelegate> Limit(TimeSpan maxAge, TimeProvider clock) => next => async connection =>
    {
        var lifetime = connection.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>();
        await using var timer = clock.CreateTimer(
            static state => ((IConnectionLifetimeNotificationFeature)state!).RequestClose(),
            lifetime,
            Jitter(maxAge),
            Timeout.InfiniteTimeSpan);
        await next(connection);
    };

    /// <summary>Up to a tenth less or more, lest connections made at the same time are all made again at the same time.</summary>
    internal static TimeSpan Jitter(TimeSpan maxAge) => maxAge * (0.9 + (RandomNumberGenerator.GetInt32(201) / 1000.0));
}

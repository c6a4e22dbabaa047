using CodeFirst.Hosting;

namespace CodeFirst.Gateway.Hosting;

/// <summary>The settings of the gateway that other programs do not have.</summary>
internal static class GatewaySettings
{
    public static readonly Setting[] All =
    [
        new("USER_SERVICE_URL", "The service to call: host, host:port or a URL.", "localhost:8080"),
        new("INSECURE", "true calls the service without TLS.", "false"),
        new("USER_SERVICE_AUDIENCE", "Audience of the ID token that is sent to the service. Not set: derived for *.run.app, else no token."),
        new("Gateway:DeadlineSeconds", "How long a call may take, in seconds, 1 to 3600. Streams have no limit.", "5"),
        new("Gateway:HeartbeatSeconds", "How often a quiet event stream sends a heartbeat, in seconds, 1 to 3600.", "15"),
        new("Gateway:MaxBodyBytes", "The largest request body, in bytes, 1024 to 4194304.", "65536"),
        new("Cors:AllowedOrigins", "Origins of other sites' pages that may call, separated by commas. Not set: none."),
        new("RateLimit:RequestsPerSecond", "Sustained requests per second for each client, 0 to 1000000. 0: no limit.", "50"),
        new("RateLimit:Burst", "Requests that a client may send at once, 1 to 1000000.", "200"),
        new("RateLimit:Streams", "Streams that a client may have open, 0 to 1000000. 0: no limit.", "20"),
        new("RateLimit:TrustedProxies", "How many proxies add to X-Forwarded-For, 0 to 10.", "0; 1 with K_SERVICE"),
    ];
}

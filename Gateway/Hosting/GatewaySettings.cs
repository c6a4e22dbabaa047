namespace CodeFirst.Gateway.Hosting;

/// <summary>The settings of the gateway that other programs do not have.</summary>
internal static class GatewaySettings
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "USER_SERVICE_URL", "INSECURE", "USER_SERVICE_AUDIENCE", "Gateway", "Cors", "RateLimit",
    ];
}

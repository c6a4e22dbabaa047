using CodeFirst.Gateway.Hosting;

namespace CodeFirst.Gateway.Limits;

/// <summary>How much one client may ask for. Clients are told apart by their address.</summary>
internal sealed class RateLimitOptions : ISettings
{
    /// <summary>How many requests a second a client may make for long. 0: no limit.</summary>
    public int RequestsPerSecond { get; private set; } = 50;

    /// <summary>How many requests a client that was quiet may make at once.</summary>
    public int Burst { get; private set; } = 200;

    /// <summary>How many streams a client may have open. 0: no limit.</summary>
    public int Streams { get; private set; } = 20;

    /// <summary>
    /// How many proxies in front of the gateway add an address to X-Forwarded-For. The client's is the one that the outermost of them
    /// added: those before it were written by the client itself. 0: the address of the connection counts.
    /// </summary>
    public int TrustedProxies { get; private set; }

    public void Read(SettingReader settings)
    {
        RequestsPerSecond = settings.Number("RateLimit:RequestsPerSecond", RequestsPerSecond, 0, 1_000_000);
        Burst = settings.Number("RateLimit:Burst", Math.Max(Burst, RequestsPerSecond), 1, 1_000_000);
        Streams = settings.Number("RateLimit:Streams", Streams, 0, 1_000_000);

        // Cloud Run's front end adds the address of who called it.
        TrustedProxies = settings.Number("RateLimit:TrustedProxies", settings.IsOnCloudRun ? 1 : 0, 0, 10);
    }
}

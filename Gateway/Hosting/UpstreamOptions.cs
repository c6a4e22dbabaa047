using CodeFirst.Calling;

namespace CodeFirst.Gateway.Hosting;

/// <summary>Where the user service is, and how long to wait for it.</summary>
internal sealed class UpstreamOptions : ISettings
{
    /// <summary>Where the service is: <c>host</c>, <c>host:port</c> or a URL.</summary>
    public string Address { get; private set; } = "localhost:8080";

    /// <summary>Whether to speak HTTP/2 without TLS.</summary>
    public bool Insecure { get; private set; }

    /// <summary>The audience of the ID token to send, or null: derived for run.app, none elsewhere.</summary>
    public string? Audience { get; private set; }

    /// <summary>How long a call may take; streams have no limit.</summary>
    public TimeSpan Deadline { get; private set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a stream without events shows that it is alive.</summary>
    public TimeSpan Heartbeat { get; private set; } = TimeSpan.FromSeconds(15);

    public void Read(SettingReader settings)
    {
        Insecure = settings.Flag("INSECURE");
        var address = settings.Text("USER_SERVICE_URL", Address);
        if (ServiceAddress.TryParse(address, Insecure, out _, out var reason))
        {
            Address = address; // the client would refuse the others too, and name its own options
        }
        else
        {
            settings.Refuse("USER_SERVICE_URL", address, reason);
        }

        var audience = settings.Text("USER_SERVICE_AUDIENCE", "");
        if (audience.Length > 0 && !IdTokenAudience.IsValid(audience))
        {
            settings.Refuse("USER_SERVICE_AUDIENCE", audience, "set it to the https URL of the service, or unset it");
        }
        else if (audience.Length > 0)
        {
            Audience = audience;
        }

        Deadline = TimeSpan.FromSeconds(settings.Number("Gateway:DeadlineSeconds", 5, 1, 3600));
        Heartbeat = TimeSpan.FromSeconds(settings.Number("Gateway:HeartbeatSeconds", 15, 1, 3600));
    }
}

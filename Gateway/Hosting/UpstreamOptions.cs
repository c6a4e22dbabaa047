using CodeFirst.Hosting;

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
        if (!IsAddress(address))
        {
            settings.Refuse("USER_SERVICE_URL", address, "set it to host, host:port or a URL of the service without a path");
        }
        else if (!Insecure && address.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
        {
            settings.Refuse("USER_SERVICE_URL", address, "set INSECURE=true as well to call it without TLS, or make it an https URL");
        }
        else
        {
            Address = address; // the client would refuse the others too, and name its own options
        }

        var audience = settings.Text("USER_SERVICE_AUDIENCE", "");
        if (audience.Length > 0 && !(WebAddress.IsValid(audience) && audience.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
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

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}", UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address is { PathAndQuery: "/", UserInfo: "", Fragment: "", Host.Length: > 0 };
}

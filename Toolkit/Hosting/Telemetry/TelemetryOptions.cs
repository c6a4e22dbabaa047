namespace CodeFirst.Hosting.Telemetry;

/// <summary>Where traces and metrics go.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>The URL of an OTLP collector, or empty (the default) for no telemetry at all.</summary>
    public string Endpoint { get; set; } = "";

    public bool IsOn => Endpoint.Length > 0;
}

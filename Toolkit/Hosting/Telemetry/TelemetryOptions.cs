namespace CodeFirst.Hosting.Telemetry;

/// <summary>Where traces and metrics go.</summary>
internal sealed class TelemetryOptions
{
    public static readonly Setting[] Settings =
    [
        new(
            TelemetryExtensions.EndpointSetting,
            "URL of an OTLP collector for traces and metrics. Not set: no telemetry. OpenTelemetry's other OTEL_ settings apply too."),
    ];

    /// <summary>The URL of an OTLP collector, or empty (the default) for no telemetry at all.</summary>
    public string Endpoint { get; set; } = "";

    public bool IsOn => Endpoint.Length > 0;
}

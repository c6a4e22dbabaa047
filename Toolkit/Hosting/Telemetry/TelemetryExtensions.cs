using CodeFirst.Hosting.Start;
using CodeFirst.Hosting.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CodeFirst.Hosting;

/// <summary>Traces and metrics.</summary>
public static class TelemetryExtensions
{
    internal const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The program stops only when the last traces, and then the last metrics, are sent or given up. The SDK's 10 s for each would
    // outlast what Cloud Run gives.
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Sends traces and metrics by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set. Otherwise it registers nothing, so nothing is measured.
    /// The other OTEL_ settings are those of the SDK.
    /// </summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ImplementationType == typeof(TelemetryOptionsValidator)))
        {
            return builder; // a second exporter would send everything twice
        }

        var configuration = builder.Configuration;
        var endpoint = configuration[EndpointSetting] ?? "";
        builder.AddSettings<TelemetryOptions>(TelemetryOptions.Settings, (options, _) => options.Endpoint = endpoint);
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>());
        if (endpoint.Length > 0 && WebAddress.IsValid(endpoint))
        {
            builder.Services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService(ServiceName(builder), serviceVersion: ProgramVersion.Of(builder.Environment)))
                .WithTracing(traces => traces
                    .AddAspNetCoreInstrumentation()
                    .AddSource("CodeFirst.*", "Npgsql")
                    .AddOtlpExporter(Limit))
                .WithMetrics(metrics => metrics
                    .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                    .AddMeter("System.Runtime", "CodeFirst.*", "Npgsql")
                    .AddOtlpExporter(Limit));
        }

        return builder;

        void Limit(OtlpExporterOptions exporter)
        {
            if (configuration["OTEL_EXPORTER_OTLP_TIMEOUT"] is null)
            {
                exporter.TimeoutMilliseconds = (int)SendTimeout.TotalMilliseconds;
            }
        }
    }

    private static string ServiceName(WebApplicationBuilder builder) =>
        builder.Configuration["OTEL_SERVICE_NAME"]
        ?? CloudRun.Read(builder.Configuration)?.Service
        ?? builder.Environment.ApplicationName.Replace('.', '-').ToLowerInvariant();
}

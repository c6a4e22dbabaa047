using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CodeFirst.Server.Hosting;

internal static class TelemetryExtensions
{
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Sends traces and metrics by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set. Otherwise nothing is registered, so that nothing
    /// is measured either. The other OTEL_ settings are the SDK's own.
    /// </summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var endpoint = builder.Configuration[EndpointSetting] ?? "";
        builder.Services.AddOptions<TelemetryOptions>()
            .Configure(options => options.Endpoint = endpoint)
            .ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>());
        if (endpoint.Length > 0 && WebAddress.IsValid(endpoint))
        {
            builder.Services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService(ServiceName(builder.Configuration), serviceVersion: ServerVersion.Text))
                .WithTracing(traces => traces
                    .AddAspNetCoreInstrumentation()
                    .AddSource("CodeFirst.*")
                    .AddOtlpExporter())
                .WithMetrics(metrics => metrics
                    .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "CodeFirst.*")
                    .AddOtlpExporter());
        }

        return builder;
    }

    private static string ServiceName(ConfigurationManager configuration) =>
        configuration["OTEL_SERVICE_NAME"] ?? CloudRun.Read(configuration)?.Service ?? "codefirst-server";
}

using CodeFirst.Hosting;
using CodeFirst.Hosting.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class HostingRegistrationTests
{
    [Test]
    public async Task Adding_a_feature_twice_is_adding_it_once()
    {
        var builder = WebApplication.CreateSlimBuilder(["--OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317"]);
        for (var i = 0; i < 2; i++)
        {
            builder.AddListening(HttpProtocols.Http2).AddLogs().AddTelemetry().AddCallerAuthentication().AddReflection().AddHealth();
        }

        await using var app = builder.Build();

        var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        report.Status.Should().Be(HealthStatus.Healthy);
        builder.Services.Count(service => service.ImplementationType == typeof(TelemetryOptionsValidator)).Should().Be(1);
    }
}

using CodeFirst.Hosting.Telemetry;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class TelemetryOptionsTests
{
    private readonly TelemetryOptionsValidator _validator = new();

    [TestCase("")]
    [TestCase("http://localhost:4317")]
    [TestCase("https://collector.example.com/otlp")]
    public void No_endpoint_and_a_web_address_are_accepted(string endpoint)
    {
        var result = _validator.Validate(null, new TelemetryOptions { Endpoint = endpoint });

        result.Succeeded.Should().BeTrue();
    }

    [TestCase("localhost:4317")]
    [TestCase("file:///etc/passwd")]
    [TestCase("/otlp")]
    [TestCase("http://user:password@localhost:4317")]
    [TestCase("http://")]
    public void Anything_else_is_refused_with_the_setting_and_the_value(string endpoint)
    {
        var result = _validator.Validate(null, new TelemetryOptions { Endpoint = endpoint });

        result.Failures.Should().ContainSingle().Which.Should()
            .StartWith($"OTEL_EXPORTER_OTLP_ENDPOINT is \"{endpoint}\": set it to the http or https URL");
    }
}

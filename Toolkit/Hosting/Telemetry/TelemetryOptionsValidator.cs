using CodeFirst.Hosting.Start;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Telemetry;

internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) => !options.IsOn || WebAddress.IsValid(options.Endpoint)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"{TelemetryExtensions.EndpointSetting} is {OneLine.Of(options.Endpoint)}: set it to the http or https URL of an OTLP"
            + " collector, such as http://localhost:4317, or unset it to send no telemetry.");
}

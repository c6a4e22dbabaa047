using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Web;

internal sealed class BrowserCallOptionsValidator : IValidateOptions<BrowserCallOptions>
{
    public ValidateOptionsResult Validate(string? name, BrowserCallOptions options)
    {
        var failures = new List<string>();
        if (options.Malformed is { } text)
        {
            failures.Add($"GrpcWeb__Enabled is {OneLine.Of(text)}: set it to true or false.");
        }
        else if (!options.IsOn && options.AllowedOrigins.Count > 0)
        {
            failures.Add(
                "GrpcWeb__AllowedOrigins is set, but GrpcWeb__Enabled is not true, so no page could call: set GrpcWeb__Enabled to true, or"
                + " unset the origins.");
        }

        failures.AddRange(options.AllowedOrigins
            .Where(origin => !BrowserCallOptions.IsOrigin(origin))
            .Select(origin => $"GrpcWeb__AllowedOrigins has {OneLine.Of(origin)}: set it to origins with commas between, such as"
                + " https://app.example.com: no path, no *."));

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

using CodeFirst.Hosting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Http;

internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpOptions options) => bool.TryParse(options.Enabled, out _)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Http__Enabled is {OneLine.Of(options.Enabled)}: set it to true or false.");
}

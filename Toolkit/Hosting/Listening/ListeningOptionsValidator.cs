using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

internal sealed class ListeningOptionsValidator : IValidateOptions<ListeningOptions>
{
    public ValidateOptionsResult Validate(string? name, ListeningOptions options) => options.TryGetPort(out _)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"PORT is {OneLine.Of(options.Port)}: set it to a number from 0 to 65535, or unset it for 8080.");
}

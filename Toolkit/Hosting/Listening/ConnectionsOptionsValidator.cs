using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Listening;

internal sealed class ConnectionsOptionsValidator : IValidateOptions<ConnectionsOptions>
{
    public ValidateOptionsResult Validate(string? name, ConnectionsOptions options) => options.TryGetMaxAge(out _)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"Connections__MaxAge is {OneLine.Of(options.MaxAge)}: set it to hours:minutes:seconds, such as 00:30:00, from 00:00:01 to"
            + " 7.00:00:00, or unset it for connections without an end.");
}

using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Identity;

internal sealed class CallerRuleOptionsValidator : IValidateOptions<CallerRuleOptions>
{
    public ValidateOptionsResult Validate(string? name, CallerRuleOptions options) => options.Malformed is { } text
        ? ValidateOptionsResult.Fail($"Authentication__RequireRules is {OneLine.Of(text)}: set it to true or false, or unset it for false.")
        : ValidateOptionsResult.Success;
}

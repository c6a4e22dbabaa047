using CodeFirst.Hosting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Tools;

internal sealed class ToolsOptionsValidator : IValidateOptions<ToolsOptions>
{
    public ValidateOptionsResult Validate(string? name, ToolsOptions options) => bool.TryParse(options.Enabled, out _)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Mcp__Enabled is {OneLine.Of(options.Enabled)}: set it to true or false.");
}

using CodeFirst.Hosting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Tools;

internal sealed class ToolsOptionsValidator : IValidateOptions<ToolsOptions>
{
    public ValidateOptionsResult Validate(string? name, ToolsOptions options)
    {
        if (!bool.TryParse(options.Enabled, out var isEnabled))
        {
            return ValidateOptionsResult.Fail($"Mcp__Enabled is {OneLine.Of(options.Enabled)}: set it to true or false.");
        }

        return isEnabled && !ToolsExtensions.AreSupported
            ? ValidateOptionsResult.Fail(
                "Mcp__Enabled is true, but this program was built without tools: build it with McpSupport=true, or unset it.")
            : ValidateOptionsResult.Success;
    }
}

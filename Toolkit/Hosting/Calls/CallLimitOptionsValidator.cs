using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Calls;

internal sealed class CallLimitOptionsValidator : IValidateOptions<CallLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, CallLimitOptions options)
    {
        var failures = options.Failures.ToList();

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Identity;

internal sealed class CallerAuthenticationOptionsValidator : IValidateOptions<CallerAuthenticationOptions>
{
    public ValidateOptionsResult Validate(string? name, CallerAuthenticationOptions options)
    {
        var failures = new List<string>();
        if (!options.IsOn && options.AllowedEmails.Count > 0)
        {
            failures.Add(
                "Authentication__AllowedEmails is set, but Authentication__Audiences is empty, so no caller would be checked: set the"
                + " audiences to the URL of this service, or unset the e-mail addresses.");
        }

        if (!options.IsOn && options.Authority != CallerAuthenticationOptions.GoogleAuthority && options.HasSafeAuthority)
        {
            failures.Add(
                $"Authentication__Authority is {OneLine.Of(options.Authority)}, but Authentication__Audiences is empty, so nobody would be"
                + " checked: set the audiences to what the tokens are made for, or unset the authority.");
        }

        if (!options.HasSafeAuthority)
        {
            failures.Add(
                $"Authentication__Authority is {OneLine.Of(options.Authority)}: set it to the https URL of the issuer (http only on this"
                + $" machine), or unset it for {CallerAuthenticationOptions.GoogleAuthority}.");
        }

        failures.AddRange(options.AllowedEmails
            .Where(email => !email.Contains('@', StringComparison.Ordinal))
            .Select(email => $"Authentication__AllowedEmails has {OneLine.Of(email)}: set it to e-mail addresses, with commas between."));

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

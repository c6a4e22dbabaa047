using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Listening;

internal sealed class TlsOptionsValidator(TimeProvider clock) : IValidateOptions<TlsOptions>
{
    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        if (!options.IsOn)
        {
            return (options.Key, options.ClientCa) switch
            {
                ({ Length: > 0 } key, _) => Needs("Tls__Key", key),
                (_, { Length: > 0 } authority) => Needs("Tls__ClientCa", authority),
                _ => ValidateOptionsResult.Success,
            };
        }

        try
        {
            TlsFiles.Read(options).Load(clock);
            return ValidateOptionsResult.Success;
        }
        catch (StartupException bad)
        {
            return ValidateOptionsResult.Fail(bad.Message);
        }
    }

    private static ValidateOptionsResult Needs(string setting, string value) => ValidateOptionsResult.Fail(
        $"{setting} is {OneLine.Of(value)}, but Tls__Certificate is empty, so there is no TLS: set Tls__Certificate to a PEM file, or"
        + $" unset {setting}.");
}

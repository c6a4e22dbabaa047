using CodeFirst.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.Hosting;

internal static class SettingsExtensions
{
    /// <summary>Adds options that are read from settings; what is wrong with them stops the start.</summary>
    public static void AddSettings<TOptions>(this WebApplicationBuilder builder)
        where TOptions : class, ISettings, new()
    {
        if (builder.Services.Any(service => service.ImplementationType == typeof(Validator<TOptions>)))
        {
            return;
        }

        // GatewaySettings describes them.
        builder.AddSettings<TOptions>([], (options, configuration) => options.Read(new SettingReader(configuration)));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, Validator<TOptions>>());
    }

    private sealed class Validator<TOptions>(IConfiguration configuration) : IValidateOptions<TOptions>
        where TOptions : class, ISettings, new()
    {
        public ValidateOptionsResult Validate(string? name, TOptions options)
        {
            var settings = new SettingReader(configuration);
            new TOptions().Read(settings);

            return settings.Problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(settings.Problems);
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using CodeFirst.Hosting.Start;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>Declares the settings of a program.</summary>
public static class SettingExtensions
{
    /// <summary>
    /// Adds settings to what <c>--help</c> lists, and to the arguments that a program with <see cref="StartOptions.Settings"/> accepts. It
    /// only describes them: read and validate them where you use them. A setting that is already described is left as it is.
    /// </summary>
    public static WebApplicationBuilder DescribeSettings(this WebApplicationBuilder builder, params IEnumerable<Setting> settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        var described = new HashSet<string>(Described(builder.Services).Select(setting => setting.Name), StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings.Where(setting => described.Add(setting.Name)))
        {
            builder.Services.AddSingleton(setting);
        }

        return builder;
    }

    /// <summary>
    /// Adds options that are read from settings. They are described as <see cref="DescribeSettings"/> does, and made and validated before
    /// the program listens: register an <see cref="IValidateOptions{TOptions}"/> whose failures name the setting.
    /// </summary>
    /// <param name="builder">The builder of the program.</param>
    /// <param name="settings">The settings that the options are read from.</param>
    /// <param name="read">Reads the settings into new options.</param>
    /// <typeparam name="TOptions">The options, with the defaults of the settings.</typeparam>
    public static OptionsBuilder<TOptions> AddSettings<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this WebApplicationBuilder builder, IEnumerable<Setting> settings, Action<TOptions, IConfiguration> read)
        where TOptions : class
    {
        builder.DescribeSettings(settings);
        ArgumentNullException.ThrowIfNull(read);

        return builder.Services.AddClosedMonitor<TOptions>().AddOptions<TOptions>().Configure(read).ValidateOnStart();
    }

    private static IEnumerable<Setting> Described(IServiceCollection services) =>
        services.Select(service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<Setting>();
}

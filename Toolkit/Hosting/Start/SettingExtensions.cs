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

    private static IEnumerable<Setting> Described(IServiceCollection services) =>
        services.Select(service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<Setting>();
}

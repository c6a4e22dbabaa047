using CodeFirst.Server.Hosting;
using CodeFirst.Server.Storage.Sqlite;

namespace CodeFirst.Server.Storage;

/// <summary>Registers the store that the settings choose.</summary>
internal static class StorageExtensions
{
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Read(builder.Configuration));
        builder.Services.AddSingleton<SqliteDatabase>();
        builder.Services.AddSingleton<IUserStore, SqliteUserStore>();
        builder.Services.AddSingleton<IActivityStore, SqliteActivityStore>();
        builder.Services.AddHostedService<StorageStart>();
    }

    private static StorageOptions Read(ConfigurationManager configuration)
    {
        var defaults = new StorageOptions();
        var options = new StorageOptions
        {
            Provider = configuration["Storage:Provider"] ?? defaults.Provider,
            ConnectionString = configuration["Storage:ConnectionString"] ?? defaults.ConnectionString,
            AllowEphemeral = ReadFlag(configuration, "Storage:AllowEphemeral", defaults.AllowEphemeral),
        };
        if (!options.Provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartupException($"Storage__Provider '{options.Provider}' is not known. Set it to Sqlite, or leave it out.");
        }

        if (!string.IsNullOrEmpty(configuration["K_SERVICE"]) && !options.AllowEphemeral)
        {
            throw new StartupException(
                "On Cloud Run the disk is memory: every user would be lost with the instance."
                + " Set Storage__AllowEphemeral=true if that is what you want.");
        }

        return options;
    }

    private static bool ReadFlag(ConfigurationManager configuration, string key, bool otherwise) => configuration[key] switch
    {
        null => otherwise,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new StartupException($"{key.Replace(":", "__")} '{text}' is neither true nor false. Set it to one of them."),
    };

    /// <summary>Opens the store before the server listens, so that a store that cannot be used stops the start.</summary>
    private sealed class StorageStart(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<IUserStore>();

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

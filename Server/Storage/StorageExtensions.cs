using CodeFirst.Server.Hosting;
using CodeFirst.Server.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Storage;

/// <summary>Registers the store that the settings choose.</summary>
internal static class StorageExtensions
{
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(SqliteDatabase)))
        {
            return builder;
        }

        builder.Services.AddOptions<StorageOptions>().Configure<IConfiguration>(Read).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        builder.Services.AddSingleton<SqliteDatabase>();
        builder.Services.AddSingleton<IStoreDescription>(services => services.GetRequiredService<SqliteDatabase>());
        builder.Services.AddSingleton<IUserStore, SqliteUserStore>();
        builder.Services.AddSingleton<IActivityStore, SqliteActivityStore>();
        builder.Services.AddHostedService<StorageStart>();
        builder.Services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage");

        return builder;
    }

    private static void Read(StorageOptions options, IConfiguration configuration)
    {
        options.Provider = configuration["Storage:Provider"] ?? options.Provider;
        options.ConnectionString = configuration["Storage:ConnectionString"] ?? options.ConnectionString;
        options.AllowEphemeral = configuration["Storage:AllowEphemeral"] ?? options.AllowEphemeral;
    }
}

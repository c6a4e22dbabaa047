using CodeFirst.Hosting;
using CodeFirst.Server.Storage.Postgres;
using CodeFirst.Server.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Storage;

/// <summary>Registers the store that the settings choose.</summary>
internal static class StorageExtensions
{
    private static readonly TimeSpan HealthCheckTimeout = TimeSpan.FromSeconds(2);

    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(IUserStore)))
        {
            return builder;
        }

        builder.AddSettings<StorageOptions>(StorageOptions.Settings, (options, settings) => options.Read(settings));
        builder.Services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        var options = new StorageOptions();
        options.Read(builder.Configuration);
        if (options.IsPostgres)
        {
            builder.Services.AddPostgres();
            if (options.MigrateFrom is not null)
            {
                builder.Services.AddSingleton<IInsteadOfServing, PostgresImport>();
            }
        }
        else
        {
            builder.Services.AddSqlite();
        }

        builder.Services.AddSingleton<StoreDamage>();
        builder.Services.AddSingleton<IErrorTranslator, StoreErrors>();
        builder.Services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage", timeout: HealthCheckTimeout);

        return builder;
    }

    private static void AddSqlite(this IServiceCollection services) => services
        .AddSingleton<SqliteDatabase>()
        .AddSingleton<IStoreDescription>(provider => provider.GetRequiredService<SqliteDatabase>())
        .AddSingleton<IUserStore, SqliteUserStore>()
        .AddSingleton<IActivityStore, SqliteActivityStore>()
        .AddHostedService<StorageStart>();
}

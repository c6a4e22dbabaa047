namespace CodeFirst.Server.Storage.Postgres;

/// <summary>Registers the store in PostgreSQL.</summary>
internal static class PostgresExtensions
{
    public static IServiceCollection AddPostgres(this IServiceCollection services) => services
        .AddSingleton<PostgresDatabase>()
        .AddSingleton<IStoreDescription>(provider => provider.GetRequiredService<PostgresDatabase>())
        .AddSingleton<PostgresStandby>()
        .AddSingleton<PostgresAnnouncer>()
        .AddSingleton<IUserStore, PostgresUserStore>()
        .AddSingleton<IActivityStore, PostgresActivityStore>()
        .AddHostedService<PostgresStart>()
        .AddHostedService<PostgresStandbyWatch>()
        .AddHostedService<PostgresWordIndex>()
        .AddHostedService<PostgresListener>();
}

using CodeFirst.Server.Activity;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Postgres;
using CodeFirst.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>What one server has of a database in PostgreSQL. Several on one connection string are several servers.</summary>
internal sealed class PostgresStores : IAsyncDisposable
{
    private PostgresStores(StorageOptions settings)
    {
        var options = Options.Create(settings);
        Database = new PostgresDatabase(options, TimeProvider.System);
        Standby = new PostgresStandby(Database, options, TimeProvider.System, NullLogger<PostgresStandby>.Instance);
        Announcer = new PostgresAnnouncer(Database, options, NullLogger<PostgresAnnouncer>.Instance);
        Listener = new PostgresListener(
            Database, Announcer, Feed, options, TimeProvider.System, NullLogger<PostgresListener>.Instance);
        WordIndex = new PostgresWordIndex(Database, TimeProvider.System, NullLogger<PostgresWordIndex>.Instance);
        Users = new PostgresUserStore(Database, Standby, Announcer, Feed);
        Activity = new PostgresActivityStore(Database, Announcer, Feed);
    }

    public PostgresDatabase Database { get; }

    public PostgresStandby Standby { get; }

    public ActivityFeed Feed { get; } = new();

    public PostgresAnnouncer Announcer { get; }

    public PostgresListener Listener { get; }

    public PostgresWordIndex WordIndex { get; }

    public PostgresUserStore Users { get; }

    public PostgresActivityStore Activity { get; }

    /// <summary>Opens a new, empty database.</summary>
    public static async Task<PostgresStores> OpenNewAsync() => await OpenAsync(await (await PostgresServer.Shared).CreateSchemaAsync());

    public static PostgresStores New(StorageOptions options) => new(options);

    public static Task<PostgresStores> OpenAsync(string connectionString) =>
        OpenAsync(new StorageOptions { Provider = StorageOptions.Postgres, ConnectionString = connectionString });

    public static async Task<PostgresStores> OpenAsync(StorageOptions options)
    {
        var stores = new PostgresStores(options);
        await stores.Database.OpenAsync(default);

        return stores;
    }

    public async ValueTask DisposeAsync()
    {
        await Listener.StopAsync(default);
        Listener.Dispose();
        await Standby.DisposeAsync();
        WordIndex.Dispose();
        await Database.DisposeAsync();
    }
}

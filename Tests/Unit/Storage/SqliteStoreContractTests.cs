using CodeFirst.Server.Activity;
using CodeFirst.Server.Storage.Sqlite;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqliteStoreContractTests : StoreContractTests
{
    private protected override Task<OpenStores> OpenAsync()
    {
        var file = new SqliteFile();
        var database = file.Open();
        var feed = new ActivityFeed();
        var users = new SqliteUserStore(database, feed);

        return Task.FromResult(new OpenStores(users, new SqliteActivityStore(database, feed), openAnother: null, Close));

        ValueTask Close()
        {
            database.Dispose();
            file.Dispose();

            return ValueTask.CompletedTask;
        }
    }
}

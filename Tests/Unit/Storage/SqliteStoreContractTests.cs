using CodeFirst.Server.Activity;
using CodeFirst.Server.Storage.Sqlite;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class SqliteStoreContractTests : StoreContractTests
{
    private protected override OpenStores Open()
    {
        var file = new SqliteFile();
        var database = file.Open();
        var feed = new ActivityFeed();
        var users = new SqliteUserStore(database, feed);

        return new OpenStores(users, new SqliteActivityStore(database, feed), Close);

        void Close()
        {
            database.Dispose();
            file.Dispose();
        }
    }
}

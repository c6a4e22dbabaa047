using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class PostgresStoreContractTests : StoreContractTests
{
    private protected override int ModelRuns => 40; // a step takes several times as long

    private protected override async Task<OpenStores> OpenAsync() =>
        await OpenAsync(await (await PostgresServer.Shared).CreateSchemaAsync());

    private static async Task<OpenStores> OpenAsync(string database)
    {
        var stores = await PostgresStores.OpenAsync(database);

        return new OpenStores(stores.Users, stores.Activity, () => OpenAsync(database), stores.DisposeAsync);
    }
}

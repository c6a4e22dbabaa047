namespace CodeFirst.Tests.Unit.Storage;

public sealed class PostgresStoreContractTests : StoreContractTests
{
    private protected override int ModelRuns => 40; // a step takes several times as long

    private protected override async Task<OpenStores> OpenAsync()
    {
        var stores = await PostgresStores.OpenNewAsync();

        return new OpenStores(stores.Users, stores.Activity, stores.DisposeAsync);
    }
}

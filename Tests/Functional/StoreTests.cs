namespace CodeFirst.Tests.Functional;

/// <summary>Tests of what a caller sees of users and activity, which is the same whatever the store.</summary>
[TestFixture("Sqlite")]
[TestFixture("Postgres")]
public abstract class StoreTests(string provider) : ServerTests
{
    /// <summary>Gets the clock of the server.</summary>
    protected virtual TimeProvider Clock => TimeProvider.System;

    protected override async Task<ServerFixture> StartAsync() => new(await NewDatabaseAsync(), Clock);

    /// <summary>Returns the settings that let a server use an empty database.</summary>
    private async Task<Dictionary<string, string>> NewDatabaseAsync() => provider == "Sqlite" ? [] : new()
    {
        ["Storage:Provider"] = provider,
        ["Storage:ConnectionString"] = await (await PostgresServer.Shared).CreateDatabaseAsync(),
    };
}

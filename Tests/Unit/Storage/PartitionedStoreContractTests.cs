using CodeFirst.Server.Storage;
using CodeFirst.Tests.Infrastructure;
using Npgsql;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>What docs/partition-activity.sql makes of a database is as good as any other.</summary>
public sealed class PartitionedStoreContractTests : StoreContractTests
{
    private static readonly string Script = File.ReadAllText(Path.Combine(Repository.Root, "docs", "partition-activity.sql"));

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    private protected override int ModelRuns => 10; // making the tables takes several times as long

    [Test]
    public async Task Events_that_were_there_before_are_all_there_afterwards()
    {
        var database = await (await PostgresServer.Shared).CreateSchemaAsync();
        await using var stores = await PostgresStores.OpenAsync(database);
        var ids = Enumerable.Range(0, 40).Select(i => $"user-{i:D2}").ToList();
        foreach (var id in ids)
        {
            await stores.Users.CreateAsync(
                new NewUser(id, "Ann", $"{id}@b", "", Now, "", Now.AddHours(-24), NewEvent(id, "created")), default);
            await stores.Activity.AppendAsync([.. Enumerable.Range(0, 25).Select(i => NewEvent(id, $"event-{i}"))], default);
        }

        var before = await Task.WhenAll(ids.Select(id => stores.Activity.ReadAsync(id, 0, 100, default).AsTask()));

        await PostgresServer.ExecuteAsync(database, Script);

        var after = await Task.WhenAll(ids.Select(id => stores.Activity.ReadAsync(id, 0, 100, default).AsTask()));
        after.Should().BeEquivalentTo(before, options => options.WithStrictOrdering());
        (await PostgresServer.ExecuteAsync(database, "SELECT count(DISTINCT tableoid) FROM activity")).Should()
            .BeOfType<long>().Which.Should().BeGreaterThan(8, "the users are spread");
        (await stores.Activity.AppendAsync([NewEvent(ids[0], "event-3"), NewEvent(ids[0], "new")], default)).Should().Equal(5, 27);
        await using var again = await PostgresStores.OpenAsync(database);
        (await again.Activity.ReadAsync(ids[0], 26, 100, default)).Should().ContainSingle(one => one.EventId == "new");
    }

    [Test]
    public async Task A_script_that_fails_leaves_the_table_as_it_was()
    {
        var database = await (await PostgresServer.Shared).CreateSchemaAsync();
        await using var stores = await PostgresStores.OpenAsync(database);
        await stores.Users.CreateAsync(
            new NewUser("ann", "Ann", "a@b", "", Now, "", Now.AddHours(-24), NewEvent("ann", "created")), default);
        await PostgresServer.ExecuteAsync(database, "CREATE TABLE activity_7 ()"); // in its way

        var run = () => PostgresServer.ExecuteAsync(database, Script);

        await run.Should().ThrowAsync<PostgresException>().WithMessage("*activity_7*");
        (await stores.Activity.ReadAsync("ann", 0, 10, default)).Should().ContainSingle();
        (await PostgresServer.ExecuteAsync(database, "SELECT relkind::text FROM pg_class WHERE oid = 'activity'::regclass"))
            .Should().Be("r");
    }

    private static NewEvent NewEvent(string userId, string eventId) => new(userId, eventId, "type", "", Now);

    private protected override async Task<OpenStores> OpenAsync()
    {
        var database = await (await PostgresServer.Shared).CreateSchemaAsync();
        await (await PostgresStores.OpenAsync(database)).DisposeAsync();
        await PostgresServer.ExecuteAsync(database, Script);

        return await OpenAsync(database);
    }

    private static async Task<OpenStores> OpenAsync(string database)
    {
        var stores = await PostgresStores.OpenAsync(database);

        return new OpenStores(stores.Users, stores.Activity, () => OpenAsync(database), stores.DisposeAsync);
    }
}

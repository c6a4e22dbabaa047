using CodeFirst.Server.Storage;
using CodeFirst.Server.Users.Filters;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>How often a call waits for the database.</summary>
public sealed class PostgresRoundTripTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    private PostgresStores _stores = null!;
    private RoundTrips _roundTrips = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        // Without announcements: nobody waits for them, so they would be counted at any time.
        _stores = await PostgresStores.OpenAsync(new StorageOptions
        {
            Provider = StorageOptions.Postgres,
            ConnectionString = await (await PostgresServer.Shared).CreateSchemaAsync(),
            ActivityListen = "false",
        });
        await _stores.Users.CreateAsync(NewUser("first"), default); // opens the connection
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        await _stores.DisposeAsync();
    }

    [SetUp]
    public void StartCounting()
    {
        _roundTrips = new RoundTrips();
    }

    [TearDown]
    public void StopCounting()
    {
        _roundTrips.Dispose();
    }

    [Test]
    public async Task GetUser_takes_one()
    {
        await _stores.Users.FindAsync("first", default);

        _roundTrips.Ended.Should().Be(1);
    }

    [Test]
    public async Task Many_GetUsers_at_once_share_them()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _stores.Users.FindAsync("first", default).AsTask()));

        _roundTrips.Ended.Should().BeInRange(4, 100);
    }

    [TestCase("")]
    [TestCase("1b4e28ba-2fa1-41d2-883f-0016d3cca427")]
    public async Task CreateUser_takes_one(string requestId)
    {
        await _stores.Users.CreateAsync(NewUser($"second{requestId}") with { RequestId = requestId }, default);

        _roundTrips.Ended.Should().Be(1);
    }

    [TestCase("")]
    [TestCase("00000000-2fa1-41d2-883f-")]
    public async Task Many_CreateUsers_at_once_share_them(string requestId)
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _stores.Users.CreateAsync(
            NewUser($"many-{requestId}-{i}") with { RequestId = requestId.Length > 0 ? $"{requestId}{i:000000000000}" : "" }, default).AsTask()));

        _roundTrips.Ended.Should().BeInRange(4, 100);
    }

    [TestCase("")]
    [TestCase("role = admin")]
    [TestCase("name:ann")]
    public async Task Page_with_its_total_takes_one(string filter)
    {
        await _stores.Users.ListAsync(UserFilter.Parse(filter), "", 10, default);

        _roundTrips.Ended.Should().Be(1);
    }

    [Test]
    public async Task Many_events_take_one()
    {
        var events = Enumerable.Range(0, 200).Select(i => new NewEvent("first", $"{i}", "type", "", Now)).ToList();

        await _stores.Activity.AppendAsync(events, default);

        _roundTrips.Ended.Should().Be(1);
    }

    private static NewUser NewUser(string id) =>
        new(id, "Ann", $"{id}@b", "", Now, "", Now, new NewEvent(id, "created", "user.created", "", Now));
}

using CodeFirst.Contracts;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Storage;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>Two servers on one database: what is stored through the one reaches the followers on the other.</summary>
public sealed class PostgresListenerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    private string _database = null!;
    private PostgresStores _here = null!;
    private PostgresStores _there = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        // A database of its own: announcements and who listens to them are those of a database.
        _database = await (await PostgresServer.Shared).CreateDatabaseAsync();
        _here = await PostgresStores.OpenAsync(_database);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    [Test]
    public async Task Events_of_the_other_server_arrive_long_before_the_poll()
    {
        await StartListeningAsync(listens: true, pollSeconds: "60");
        var user = await CreateAsync();
        using var subscription = _there.Feed.Follow(user.Id);

        await AppendAsync(user, "a", "b");

        (await NextAsync(subscription, 3)).Should().Equal(3); // who has not the second sees the gap, and reads it
        await AppendAsync(user, "c", "d", "e");
        (await NextAsync(subscription, 6)).Should().Equal(4, 5, 6);
    }

    [Test]
    public async Task Followers_of_a_user_that_the_other_server_deletes_end()
    {
        await StartListeningAsync(listens: true, pollSeconds: "60");
        var user = await CreateAsync();
        using var subscription = _there.Feed.Follow(user.Id);

        await _here.Users.DeleteAsync(user.Id, _ => { }, default);

        (await subscription.Events.WaitToReadAsync().AsTask().WaitAsync(Patience.Limit)).Should().BeFalse();
    }

    [Test]
    public async Task Events_stored_while_the_listener_is_cut_off_arrive_when_it_is_back()
    {
        await StartListeningAsync(listens: true, pollSeconds: "60");
        var user = await CreateAsync();
        using var subscription = _there.Feed.Follow(user.Id);

        await CutOffListenersAsync();
        await AppendAsync(user, "a");

        (await NextAsync(subscription, 2)).Should().Equal(2);
    }

    [Test]
    public async Task Without_listening_the_poll_finds_events_and_deletions()
    {
        await StartListeningAsync(listens: false, pollSeconds: "0.05");
        var user = await CreateAsync();
        var other = await CreateAsync();
        using var subscription = _there.Feed.Follow(user.Id);
        using var otherSubscription = _there.Feed.Follow(other.Id);

        await AppendAsync(user, "a");
        await _here.Users.DeleteAsync(other.Id, _ => { }, default);

        (await NextAsync(subscription, 2)).Last().Should().Be(2);
        while (await otherSubscription.Events.WaitToReadAsync().AsTask().WaitAsync(Patience.Limit))
        {
            otherSubscription.Events.TryRead(out _);
        }

        (await ListenersAsync()).Should().Be(0);
    }

    [Test]
    public async Task Many_followers_of_one_user_share_what_is_read()
    {
        await StartListeningAsync(listens: true, pollSeconds: "60");
        var user = await CreateAsync();
        var subscriptions = Enumerable.Range(0, 50).Select(_ => _there.Feed.Follow(user.Id)).ToList();
        using var roundTrips = new RoundTrips();

        await AppendAsync(user, "a");

        foreach (var subscription in subscriptions)
        {
            (await NextAsync(subscription, 2)).Should().Equal(2);
            subscription.Dispose();
        }

        roundTrips.Ended.Should().BeInRange(2, 3, "it is stored and read once, and the end of the announcement is not waited for");
    }

    private async Task StartListeningAsync(bool listens, string pollSeconds)
    {
        _there = await PostgresStores.OpenAsync(new StorageOptions
        {
            Provider = StorageOptions.Postgres,
            ConnectionString = _database,
            ActivityListen = listens ? "true" : "false",
            ActivityPollSeconds = pollSeconds,
        });
        await _there.Listener.StartAsync(default);
        if (!listens)
        {
            return;
        }

        while (await ListenersAsync() is 0L)
        {
            await Task.Yield();
        }

        // What arrives has been announced, or was found by the look that follows the LISTEN: the tests meet only the announcements.
        var probe = await CreateAsync();
        using var subscription = _there.Feed.Follow(probe.Id);
        await AppendAsync(probe, "probe");
        await NextAsync(subscription, 2);
    }

    private Task<object?> ListenersAsync() => PostgresServer.ExecuteAsync(
        _database, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN codefirst_activity'");

    private Task<object?> CutOffListenersAsync() => PostgresServer.ExecuteAsync(
        _database,
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND query = 'LISTEN codefirst_activity'
        """);

    private async Task<User> CreateAsync()
    {
        var id = $"user-{Guid.NewGuid():N}";

        return await _here.Users.CreateAsync(
            new NewUser(id, "Ann", $"{id}@b", "", Now, "", Now, new NewEvent(id, "created", "user.created", "", Now)), default);
    }

    private async Task AppendAsync(User user, params string[] eventIds) =>
        await _here.Activity.AppendAsync([.. eventIds.Select(id => new NewEvent(user.Id, id, "type", "", Now))], default);

    /// <summary>Reads the sequences that arrive, up to this one.</summary>
    private static async Task<List<long>> NextAsync(ActivitySubscription subscription, long last)
    {
        var sequences = new List<long>();
        while (sequences.LastOrDefault() < last)
        {
            sequences.Add((await subscription.Events.ReadAsync().AsTask().WaitAsync(Patience.Limit)).Sequence);
        }

        return sequences;
    }
}

using CodeFirst.Contracts;
using CodeFirst.Hosting;
using CodeFirst.Server.Storage;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>Two servers on a primary, of which one reads a standby. What the other writes proves where a read went.</summary>
[NonParallelizable]
public sealed class PostgresStandbyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, TimeSpan.Zero);

    private PostgresServer _primary = null!;
    private PostgresServer _standby = null!;
    private string _database = null!;
    private PostgresStores _writer = null!;
    private PostgresStores _reader = null!;
    private User _user = null!;

    [OneTimeSetUp]
    public async Task StartPostgresAsync()
    {
        _primary = await PostgresServer.StartAsync();
        _standby = await _primary.StartStandbyAsync();
    }

    [OneTimeTearDown]
    public async Task StopPostgresAsync()
    {
        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    [SetUp]
    public async Task OpenAsync()
    {
        _database = await _primary.CreateDatabaseAsync();
        _writer = await PostgresStores.OpenAsync(_database);
        _user = await CreateAsync(_writer, "first");
        await Replay.CatchUpAsync(_primary, _standby);
        _reader = await OpenReaderAsync(OnStandby(_database));
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await Replay.ResumeAsync(_standby);
        await _reader.DisposeAsync();
        await _writer.DisposeAsync();
    }

    [Test]
    public async Task Users_and_lists_are_read_from_the_standby()
    {
        await Replay.PauseAsync(_standby);

        var renamed = await RenameAsync(_writer, "Anne");

        (await _reader.Users.FindAsync(_user.Id, default)).Should().Be(_user, "it is what the standby has");
        (await _reader.Users.ListAsync(null, "", 10, default)).Users.Should().Equal(_user);
        (await _writer.Users.FindAsync(_user.Id, default)).Should().Be(renamed);
    }

    [Test]
    public async Task What_another_server_wrote_is_seen_when_it_is_replayed()
    {
        await Replay.PauseAsync(_standby);
        var renamed = await RenameAsync(_writer, "Anne");

        await Replay.ResumeAsync(_standby);
        await Replay.CatchUpAsync(_primary, _standby);

        (await _reader.Users.FindAsync(_user.Id, default)).Should().Be(renamed);
        (await _reader.Users.ListAsync(null, "", 10, default)).Users.Should().Equal(renamed);
    }

    [Test]
    public async Task What_a_server_wrote_itself_it_sees_at_once()
    {
        await Replay.PauseAsync(_standby);

        for (var i = 0; i < 50; i++)
        {
            var created = await CreateAsync(_reader, $"user-{i:D2}");
            (await _reader.Users.FindAsync(created.Id, default)).Should().Be(created);
            var renamed = await RenameAsync(_reader, $"Ann {i}");
            (await _reader.Users.FindAsync(_user.Id, default)).Should().Be(renamed);
            var page = await _reader.Users.ListAsync(null, "", 100, default);
            page.TotalCount.Should().Be(i + 2);
            page.Users.Should().Contain([created, renamed]);
        }

        (await _reader.Users.DeleteAsync(_user.Id, _ => { }, default)).Should().BeTrue();
        (await _reader.Users.FindAsync(_user.Id, default)).Should().BeNull();
        (await _reader.Users.ListAsync(null, "", 100, default)).TotalCount.Should().Be(50);
    }

    [Test]
    public async Task Users_that_a_server_did_not_write_are_read_from_the_standby_while_it_writes_others()
    {
        await Replay.PauseAsync(_standby);

        for (var i = 0; i < 20; i++)
        {
            await CreateAsync(_reader, $"user-{i:D2}"); // one of 4096 slots each: it is unlikely that all of a run share that of the first
        }

        await RenameAsync(_writer, "Anne");

        (await _reader.Users.FindAsync(_user.Id, default)).Should().Be(_user);
    }

    [Test]
    public async Task A_server_reads_the_standby_again_when_that_has_replayed_what_the_server_wrote()
    {
        var mine = await RenameAsync(_reader, "Anne");
        await Patience.UntilAsync(async () =>
        {
            await Replay.CatchUpAsync(_primary, _standby);
            await Replay.PauseAsync(_standby);
            await RenameAsync(_writer, "Anna");
            var seen = await _reader.Users.FindAsync(_user.Id, default);
            await RenameAsync(_writer, "Anne");
            await Replay.ResumeAsync(_standby);

            return seen!.Name == mine.Name; // Anna has not been replayed
        }, () => Task.FromResult("the standby was never read"));
    }

    [Test]
    public async Task A_user_that_the_standby_does_not_have_yet_is_found()
    {
        await Replay.PauseAsync(_standby);

        var created = await CreateAsync(_writer, "second");

        (await _reader.Users.FindAsync(created.Id, default)).Should().Be(created);
        (await Task.WhenAll(new[] { _user.Id, created.Id, "none" }.Select(id => _reader.Users.FindAsync(id, default).AsTask())))
            .Should().Equal(_user, created, null);
    }

    [Test]
    public async Task A_standby_that_is_too_far_behind_is_not_read()
    {
        await Replay.PauseAsync(_standby);
        var renamed = await RenameAsync(_writer, "Anne");

        await _reader.Standby.LookAsync((await _reader.Standby.ReadPositionAsync(default)).GetValueOrDefault(), default);

        (await _reader.Users.FindAsync(_user.Id, default)).Should().Be(renamed);
        await Replay.ResumeAsync(_standby);
        await Replay.CatchUpAsync(_primary, _standby);
        await _reader.Standby.LookAsync(0, default);
        await Replay.PauseAsync(_standby);
        await RenameAsync(_writer, "Anna");
        (await _reader.Users.FindAsync(_user.Id, default)).Should().Be(renamed, "the standby is read again");
    }

    [Test]
    public async Task Reads_go_on_when_the_standby_is_killed_and_return_to_it_when_it_is_back()
    {
        await _standby.StopAsync();

        (await _reader.Users.FindAsync(_user.Id, default)).Should().Be(_user);
        (await _reader.Users.ListAsync(null, "", 10, default)).Users.Should().Equal(_user);

        await _standby.RunAsync();
        await Replay.CatchUpAsync(_primary, _standby);
        await _reader.Standby.LookAsync(0, default);
        await Replay.PauseAsync(_standby);
        await RenameAsync(_writer, "Anne");
        (await _reader.Users.FindAsync(_user.Id, default)).Should().Be(_user, "it is what the standby has");
    }

    [Test]
    public async Task Reads_go_on_when_the_standby_stands_still()
    {
        await _reader.Users.FindAsync(_user.Id, default);
        _standby.Freeze();
        try
        {
            (await _reader.Users.FindAsync(_user.Id, default).AsTask().WaitAsync(TimeSpan.FromSeconds(5))).Should().Be(_user);
            (await _reader.Users.ListAsync(null, "", 10, default).AsTask().WaitAsync(TimeSpan.FromSeconds(1))).Users
                .Should().Equal(_user);
        }
        finally
        {
            _standby.Thaw();
        }
    }

    [Test]
    public async Task Reads_of_what_the_standby_has_go_on_when_the_primary_is_killed()
    {
        await _primary.StopAsync();
        try
        {
            (await _reader.Users.FindAsync(_user.Id, default)).Should().Be(_user);
            (await _reader.Users.ListAsync(null, "", 10, default)).Users.Should().Equal(_user);
            var find = () => _reader.Users.FindAsync("none", default).AsTask();
            await find.Should().ThrowAsync<StoreUnavailableException>("only the primary knows that there is none");
        }
        finally
        {
            await _primary.RunAsync();
        }
    }

    [Test]
    public async Task A_primary_that_has_become_a_standby_has_no_position()
    {
        await using var stores = await PostgresStores.OpenAsync(OnStandby(_database));

        (await stores.Standby.ReadPositionAsync(default)).Should().BeNull();
        (await _reader.Standby.ReadPositionAsync(default)).Should().BePositive();
    }

    [Test]
    public async Task A_primary_is_no_standby_but_does_not_harm()
    {
        await using var stores = await OpenReaderAsync(_database);

        (await stores.Users.FindAsync(_user.Id, default)).Should().Be(_user);
    }

    [Test]
    public async Task A_standby_of_another_database_is_refused()
    {
        var other = await _primary.CreateDatabaseAsync();
        await (await PostgresStores.OpenAsync(other)).DisposeAsync();
        await Replay.CatchUpAsync(_primary, _standby);

        var open = () => OpenReaderAsync(OnStandby(other));

        (await open.Should().ThrowAsync<StartupException>()).WithMessage(
            "PostgreSQL database test* at 127.0.0.1 is no standby of PostgreSQL database test* at 127.0.0.1."
            + " Set Storage__ReadConnectionString to one, or unset it.");
    }

    private static NewEvent NewEvent(string userId, string eventId) => new(userId, eventId, "type", "", Now);

    private static async Task<User> CreateAsync(PostgresStores stores, string id) => await stores.Users.CreateAsync(
        new NewUser(id, "Ann", $"{id}@b", "", Now, "", Now.AddHours(-24), NewEvent(id, "created")), default);

    private async Task<User> RenameAsync(PostgresStores stores, string name) => (await stores.Users.UpdateAsync(
        _user.Id, old => new UserChange(name, old.Email, old.Role, NewEvent(old.Id, $"{Guid.NewGuid():N}")), default))!;

    private string OnStandby(string connectionString) =>
        connectionString.Replace($"Port={_primary.Port}", $"Port={_standby.Port}", StringComparison.Ordinal);

    private async Task<PostgresStores> OpenReaderAsync(string readConnectionString)
    {
        var stores = await PostgresStores.OpenAsync(new StorageOptions
        {
            Provider = StorageOptions.Postgres,
            ConnectionString = _database,
            ReadConnectionString = readConnectionString,
        });
        try
        {
            await stores.Standby.LookAsync(0, default);
        }
        catch
        {
            await stores.DisposeAsync();

            throw;
        }

        return stores;
    }
}

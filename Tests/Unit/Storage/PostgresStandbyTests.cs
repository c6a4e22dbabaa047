using CodeFirst.Contracts;
using CodeFirst.Hosting;
using CodeFirst.Server.Storage;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>Two servers on a primary, of which one reads a standby. What the other writes proves where a read went.</summary>
[NonParallelizable]
public sealed class PostgresStandbyTests : StandbyTests
{
    [Test]
    public async Task Users_and_lists_are_read_from_the_standby()
    {
        await Replay.PauseAsync(Standby);

        var renamed = await RenameAsync(Writer, "Anne");

        (await Reader.Users.FindAsync(User.Id, default)).Should().Be(User, "it is what the standby has");
        (await Reader.Users.ListAsync(null, "", 10, default)).Users.Should().Equal(User);
        (await Writer.Users.FindAsync(User.Id, default)).Should().Be(renamed);
    }

    [Test]
    public async Task What_another_server_wrote_is_seen_when_it_is_replayed()
    {
        await Replay.PauseAsync(Standby);
        var renamed = await RenameAsync(Writer, "Anne");

        await Replay.ResumeAsync(Standby);
        await Replay.CatchUpAsync(Primary, Standby);

        (await Reader.Users.FindAsync(User.Id, default)).Should().Be(renamed);
        (await Reader.Users.ListAsync(null, "", 10, default)).Users.Should().Equal(renamed);
    }

    [Test]
    public async Task What_a_server_wrote_itself_it_sees_at_once()
    {
        await Replay.PauseAsync(Standby);

        for (var i = 0; i < 50; i++)
        {
            var created = await CreateAsync(Reader, $"user-{i:D2}");
            (await Reader.Users.FindAsync(created.Id, default)).Should().Be(created);
            var renamed = await RenameAsync(Reader, $"Ann {i}");
            (await Reader.Users.FindAsync(User.Id, default)).Should().Be(renamed);
            var page = await Reader.Users.ListAsync(null, "", 100, default);
            page.TotalCount.Should().Be(i + 2);
            page.Users.Should().Contain([created, renamed]);
        }

        (await Reader.Users.DeleteAsync(User.Id, _ => { }, default)).Should().BeTrue();
        (await Reader.Users.FindAsync(User.Id, default)).Should().BeNull();
        (await Reader.Users.ListAsync(null, "", 100, default)).TotalCount.Should().Be(50);
    }

    [Test]
    public async Task Users_that_a_server_did_not_write_are_read_from_the_standby_while_it_writes_others()
    {
        await Replay.PauseAsync(Standby);

        for (var i = 0; i < 20; i++)
        {
            await CreateAsync(Reader, $"user-{i:D2}"); // one of 4096 slots each: it is unlikely that all of a run share that of the first
        }

        await RenameAsync(Writer, "Anne");

        (await Reader.Users.FindAsync(User.Id, default)).Should().Be(User);
    }

    [Test]
    public async Task A_server_reads_the_standby_again_when_that_has_replayed_what_the_server_wrote()
    {
        var mine = await RenameAsync(Reader, "Anne");
        await Patience.UntilAsync(async () =>
        {
            await Replay.CatchUpAsync(Primary, Standby);
            await Replay.PauseAsync(Standby);
            await RenameAsync(Writer, "Anna");
            var seen = await Reader.Users.FindAsync(User.Id, default);
            await RenameAsync(Writer, "Anne");
            await Replay.ResumeAsync(Standby);

            return seen!.Name == mine.Name; // Anna has not been replayed
        }, () => Task.FromResult("the standby was never read"));
    }

    [Test]
    public async Task A_user_that_the_standby_does_not_have_yet_is_found()
    {
        await Replay.PauseAsync(Standby);

        var created = await CreateAsync(Writer, "second");

        (await Reader.Users.FindAsync(created.Id, default)).Should().Be(created);
        (await Task.WhenAll(new[] { User.Id, created.Id, "none" }.Select(id => Reader.Users.FindAsync(id, default).AsTask())))
            .Should().Equal(User, created, null);
    }

    [Test]
    public async Task A_standby_that_is_too_far_behind_is_not_read()
    {
        await Replay.PauseAsync(Standby);
        var renamed = await RenameAsync(Writer, "Anne");

        await Reader.Standby.LookAsync((await Reader.Standby.ReadPositionAsync(default)).GetValueOrDefault(), default);

        (await Reader.Users.FindAsync(User.Id, default)).Should().Be(renamed);
        await Replay.ResumeAsync(Standby);
        await Replay.CatchUpAsync(Primary, Standby);
        await Reader.Standby.LookAsync(0, default);
        await Replay.PauseAsync(Standby);
        await RenameAsync(Writer, "Anna");
        (await Reader.Users.FindAsync(User.Id, default)).Should().Be(renamed, "the standby is read again");
    }

    [Test]
    public async Task Reads_go_on_when_the_standby_is_killed_and_return_to_it_when_it_is_back()
    {
        await Standby.StopAsync();

        (await Reader.Users.FindAsync(User.Id, default)).Should().Be(User);
        (await Reader.Users.ListAsync(null, "", 10, default)).Users.Should().Equal(User);

        await Standby.RunAsync();
        await Replay.CatchUpAsync(Primary, Standby);
        await Reader.Standby.LookAsync(0, default);
        await Replay.PauseAsync(Standby);
        await RenameAsync(Writer, "Anne");
        (await Reader.Users.FindAsync(User.Id, default)).Should().Be(User, "it is what the standby has");
    }

    [Test]
    public async Task Reads_go_on_when_the_standby_stands_still()
    {
        await Reader.Users.FindAsync(User.Id, default);
        Standby.Freeze();
        try
        {
            (await Reader.Users.FindAsync(User.Id, default).AsTask().WaitAsync(TimeSpan.FromSeconds(5))).Should().Be(User);
            (await Reader.Users.ListAsync(null, "", 10, default).AsTask().WaitAsync(TimeSpan.FromSeconds(1))).Users
                .Should().Equal(User);
        }
        finally
        {
            Standby.Thaw();
        }
    }

    [Test]
    public async Task Reads_of_what_the_standby_has_go_on_when_the_primary_is_killed()
    {
        await Primary.StopAsync();
        try
        {
            (await Reader.Users.FindAsync(User.Id, default)).Should().Be(User);
            (await Reader.Users.ListAsync(null, "", 10, default)).Users.Should().Equal(User);
            var find = () => Reader.Users.FindAsync("none", default).AsTask();
            await find.Should().ThrowAsync<StoreUnavailableException>("only the primary knows that there is none");
        }
        finally
        {
            await Primary.RunAsync();
        }
    }

    [Test]
    public async Task A_primary_that_has_become_a_standby_has_no_position()
    {
        await using var stores = await PostgresStores.OpenAsync(OnStandby(Database));

        (await stores.Standby.ReadPositionAsync(default)).Should().BeNull();
        (await Reader.Standby.ReadPositionAsync(default)).Should().BePositive();
    }

    [Test]
    public async Task A_primary_is_no_standby_but_does_not_harm()
    {
        await using var stores = await OpenReaderAsync(Database);

        (await stores.Users.FindAsync(User.Id, default)).Should().Be(User);
    }

    [Test]
    public async Task A_standby_of_another_database_is_refused()
    {
        var other = await Primary.CreateDatabaseAsync();
        await (await PostgresStores.OpenAsync(other)).DisposeAsync();
        await Replay.CatchUpAsync(Primary, Standby);

        var open = () => OpenReaderAsync(OnStandby(other));

        (await open.Should().ThrowAsync<StartupException>()).WithMessage(
            "PostgreSQL database test* at 127.0.0.1 is no standby of PostgreSQL database test* at 127.0.0.1."
            + " Set Storage__ReadConnectionString to one, or unset it.");
    }
}

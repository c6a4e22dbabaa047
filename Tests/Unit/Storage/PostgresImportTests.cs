using System.Globalization;
using CodeFirst.Hosting;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Storage.Postgres;
using CodeFirst.Server.Storage.Sqlite;
using CodeFirst.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Unit.Storage;

public sealed class PostgresImportTests
{
    private const int Users = 12_000; // in three parts
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 24, 16, 250, TimeSpan.Zero);

    private SqliteFile _source = null!;
    private string _target = null!;

    [SetUp]
    public async Task MakeDatabasesAsync()
    {
        _source = new SqliteFile();
        _target = await (await PostgresServer.Shared).CreateSchemaAsync();
    }

    [TearDown]
    public void DeleteSource()
    {
        _source.Dispose();
    }

    [Test]
    public async Task Everything_is_copied_and_the_source_stays_as_it_is()
    {
        await FillAsync(20);
        var before = await File.ReadAllBytesAsync(_source.Path);

        var output = await CopyAsync();

        output.Should().EndWith(
            "Done: 19 users, 58 events and 20 request ids are in both. Start the servers with Storage__Provider=Postgres.\n");
        (await File.ReadAllBytesAsync(_source.Path)).Should().Equal(before);
        await ShouldBeEqualAsync();
    }

    [Test]
    public async Task Copy_that_was_stopped_goes_on_where_it_ended()
    {
        await FillAsync(Users, events: 0);
        using var stopped = new CancellationTokenSource();
        var stop = () => CopyAsync(new StoppingOutput("users: 5000 ", stopped), stopped.Token);

        (await stop.Should().ThrowAsync<StartupException>()).Which.Message.Should().StartWith("The copy is not complete: ")
            .And.EndWith(" Run the same command again: it goes on where it ended.");
        var server = () => PostgresStores.OpenAsync(_target);
        (await server.Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("holds only part of a copy");
        var output = await CopyAsync();

        output.Should().Contain($"users: {Users - 1} of {Users - 1}");
        await ShouldBeEqualAsync();
    }

    [Test]
    public async Task Complete_copy_is_not_made_again()
    {
        await FillAsync(3);
        await CopyAsync();

        var output = await CopyAsync();

        output.Should().EndWith("before. Nothing is left to do.\n");
    }

    [Test]
    public async Task Target_with_users_of_its_own_is_refused()
    {
        await FillAsync(3);
        await using (var stores = await PostgresStores.OpenAsync(_target))
        {
            await CreateAsync(stores.Users, 77);
        }

        await ShouldRefuseAsync(
            $"PostgreSQL database postgres at 127.0.0.1 is not empty, and does not contain an earlier copy of '{_source.Path}'."
            + " Copy into an empty one.");
    }

    [Test]
    public async Task Target_with_a_copy_of_another_database_is_refused()
    {
        await FillAsync(3);
        await CopyAsync();
        _source.Dispose();
        _source = new SqliteFile();
        await FillAsync(3);

        var copy = () => CopyAsync();

        (await copy.Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("does not contain an earlier copy of");
    }

    [Test]
    public async Task Source_that_a_server_uses_is_refused()
    {
        using var database = _source.Open();

        await ShouldRefuseAsync($"'{_source.Path}' is in use by another server. Stop it before its database is copied.");
    }

    [Test]
    public async Task Source_that_is_not_there_is_refused_and_not_made()
    {
        await ShouldRefuseAsync($"'{_source.Path}' does not exist: set --migrate-from to sqlite: and the path of a database file.");

        File.Exists(_source.Path).Should().BeFalse();
    }

    [Test]
    public async Task Source_of_another_program_is_refused()
    {
        _source.Execute("CREATE TABLE notes (text TEXT)");

        await ShouldRefuseAsync($"'{_source.Path}' is not a database of this server.");
    }

    [Test]
    public async Task Source_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(_source.Path, new string('x', 10_000));

        var copy = () => CopyAsync();

        (await copy.Should().ThrowAsync<StartupException>()).Which.Message.Should().StartWith($"'{_source.Path}' cannot be read: ");
    }

    /// <summary>Makes users with events and request ids, and deletes one of them.</summary>
    private async Task FillAsync(int users, int events = 2)
    {
        using var database = _source.Open();
        var feed = new ActivityFeed();
        var store = new SqliteUserStore(database, feed);
        var activity = new SqliteActivityStore(database, feed);
        foreach (var part in Enumerable.Range(0, users).Chunk(1000))
        {
            await Task.WhenAll(part.Select(i => CreateAsync(store, i)));
            await Task.WhenAll(part.Select(i => activity.AppendAsync(
                [.. Enumerable.Range(0, events).Select(j => new NewEvent(Id(i), $"e{j}", "type", "ÄÖ 😀", Now))], default).AsTask()));
        }

        await store.UpdateAsync(
            Id(1), user => new UserChange("Bea", user.Email, "r", new NewEvent(user.Id, "u", "user.updated", "", Now.AddDays(1))), default);
        await store.DeleteAsync(Id(0), _ => { }, default);
    }

    private async Task<string> CopyAsync()
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await CopyAsync(output, default);

        return output.ToString();
    }

    private async Task CopyAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var options = Options.Create(new StorageOptions
        {
            Provider = StorageOptions.Postgres,
            ConnectionString = _target,
            MigrateFrom = $"sqlite:{_source.Path}",
        });
        await using var database = new PostgresDatabase(options, TimeProvider.System);
        await new PostgresImport(database, options, new HurriedClock()).RunAsync(output, cancellationToken);
    }

    private async Task ShouldBeEqualAsync()
    {
        using var database = _source.Open();
        var feed = new ActivityFeed();
        var users = new SqliteUserStore(database, feed);
        var activity = new SqliteActivityStore(database, feed);
        await using var copy = await PostgresStores.OpenAsync(_target);
        var expected = await users.ListAsync(null, "", 100_000, default);
        var actual = await copy.Users.ListAsync(null, "", 100_000, default);

        actual.TotalCount.Should().Be(expected.TotalCount);
        actual.Users.SequenceEqual(expected.Users).Should().BeTrue();
        copy.Users.PageTokenKey.ToArray().Should().Equal(users.PageTokenKey.ToArray());
        foreach (var user in expected.Users.Take(20))
        {
            (await copy.Activity.ReadAsync(user.Id, 0, 10, default)).Should().Equal(await activity.ReadAsync(user.Id, 0, 10, default));
            NewEvent[] more = [new(user.Id, "e0", "", "", Now), new(user.Id, "new", "", "", Now)];
            (await copy.Activity.AppendAsync(more, default)).Should().Equal(await activity.AppendAsync(more, default));
        }

        (await CreateAsync(copy.Users, 2)).Should().Be(Id(2), "its request id was used before");
    }

    private async Task ShouldRefuseAsync(string message)
    {
        var copy = () => CopyAsync();

        (await copy.Should().ThrowAsync<StartupException>()).WithMessage(message);
    }

    private static string Id(int i) => $"user-{i:D6}";

    private static async Task<string> CreateAsync(IUserStore store, int i) => (await store.CreateAsync(
        new NewUser(Id(i), "Ann", $"A{i}@b", "", Now, $"r{i}", Now.AddDays(-1), new NewEvent(Id(i), "c", "user.created", "", Now)),
        default)).Id;

    /// <summary>Stops the copy when it writes a line that begins so.</summary>
    private sealed class StoppingOutput(string start, CancellationTokenSource stop) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override async Task WriteLineAsync(string? value)
        {
            if (value!.StartsWith(start, StringComparison.Ordinal))
            {
                await stop.CancelAsync();
            }

            await base.WriteLineAsync(value);
        }
    }

    /// <summary>Time passes whenever it is looked at, so that every part is reported.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimestampFrequency);
    }
}
